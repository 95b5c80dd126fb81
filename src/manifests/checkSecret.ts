import type { Diagnostic, Fix } from '../schema/diagnostics.ts'
import type { Context } from '../context/context.ts'
import type { Path } from '../base/pointer.ts'
import { getAt, toPointer } from '../base/pointer.ts'
import type { Found } from './findStorage.ts'
import { keysOf } from './findStorage.ts'
import type { Finding } from './fromManifests.ts'
import { isSecretName } from './toManifests.ts'

/** Returns a key as it is compared with others: without case and separators. */
function plain(key: string): string {
  return key.replaceAll(/[-_.]/g, '').toLowerCase()
}

function warning(code: string, path: Path, message: string, fix: Omit<Fix, 'path'>, at: Finding['at']): Finding {
  const pointer = toPointer(path)
  const diagnostic: Diagnostic = {
    code,
    severity: 'warning',
    message,
    path: pointer,
    source: 'manifest',
    fix: { ...fix, path: pointer },
  }
  return at ? { diagnostic, at } : { diagnostic }
}

/** Reports the name of a Secret that isn't there, if exactly one other Secret has the credentials. */
function checkName({ storage, layout, otherSecret }: Found, { checks, manifestMessages }: Context): Finding[] {
  const name = getAt(otherSecret, ['metadata', 'name'])
  const field = layout.fields.find(({ path }) => isSecretName(path))
  if (typeof name !== 'string' || name === '' || field?.target.document !== 'resource') return []
  const { path, target } = field
  const edit = { document: 'resource', at: toPointer(target.path), value: name } as const
  const fix = { title: checks.repair(name), edit }
  return [warning('other-secret', path, manifestMessages.otherSecret, fix, { manifest: storage, path: target.path })]
}

/** Reports the keys under which a Secret holds credentials that the operator reads only from others. */
function checkKeys({ layout, secret }: Found, { manifestMessages }: Context): Finding[] {
  if (!secret) return []
  const present = keysOf(secret)
  const credentials = layout.secretFields.flatMap(({ path, target, schema }) =>
    target.document === 'secret' ? [{ path, key: target.key, aliases: schema['x-aliases'] ?? [] }] : [],
  )
  for (const { key } of credentials) present.delete(key)
  return credentials.flatMap(({ path, key, aliases }) => {
    if (keysOf(secret).has(key)) return []
    const names = new Set([key, ...aliases].map(plain))
    const other = [...present].find((one) => names.has(plain(one)))
    if (other === undefined) return []
    const at = ['stringData', 'data'].map((part) => [part, other]).find((one) => getAt(secret, one) !== undefined) ?? []
    const edit = { document: 'secret', at: toPointer(at), key } as const
    const fix = { title: manifestMessages.renameKey(key), edit }
    const message = manifestMessages.otherKey(other, key)
    return [warning('other-key', path, message, fix, { manifest: secret, path: at, key: true })]
  })
}

/** Returns the warnings about a Secret that the operator doesn't find, or whose keys it doesn't read. */
export function checkSecret(found: Found, context: Context): Finding[] {
  return [...checkName(found, context), ...checkKeys(found, context)]
}
