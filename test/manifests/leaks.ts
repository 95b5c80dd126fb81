import type { BackupStorageValues, Diagnostic, Manifest } from 'backupstorage-forms/core'
import { builtinProviders } from 'backupstorage-forms/core'
import { getAt } from '../../src/base/pointer.ts'
import { defaultChecks } from '../../src/messages/checks.ts'

/** The number of consecutive characters of a secret that counts as a leak. */
const leakLength = 8

/** Parts that aren't secret: PEM markers, names of members and the project's ID. */
const frame =
  /-----(?:BEGIN|END) [A-Z ]+-----|"[a-z_]+"\s*:|service_account|authorized_user|(?<="project_id":\s*)"[^"]*"/g

const base64 = (text: string): string => Buffer.from(text).toString('base64').replaceAll('=', '')

function projectOf(secret: string): string | undefined {
  return /"project_id":\s*"([^"]+)"/.exec(secret)?.[1]
}

/** Returns a secret in plain text, as quoted in JSON and pointers, and in base64 at each possible alignment. */
function forms(secret: string): string[] {
  const project = projectOf(secret)
  const parts = secret.split(frame).flatMap((part) => (project === undefined ? [part] : part.split(project)))
  const quoted = parts.flatMap((part) => [part, JSON.stringify(part), part.replaceAll('~', '~0').replaceAll('/', '~1')])
  const encoded = ['', 'x', 'xx'].map((before) => base64(before + secret).slice(4))
  return [...quoted, ...encoded, base64(base64(secret))]
}

function textsOf(data: unknown): string[] {
  if (typeof data === 'string') return [data]
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).flatMap(([key, value]) => [key, ...textsOf(value)])
}

/** Returns the strings and keys of `auth` that are secret by their schemas, whatever their types. */
export function secretsOf(values: BackupStorageValues): string[] {
  const backend: unknown = getAt(values, ['backend'])
  return builtinProviders.flatMap(({ schema }) =>
    Object.entries(schema.properties['auth']?.properties ?? {})
      .filter(([, field]) => field.writeOnly)
      .flatMap(([key]) => textsOf(getAt(backend, ['auth', key]))),
  )
}

function windows(text: string): string[] {
  return Array.from({ length: Math.max(text.length - leakLength + 1, 0) }, (_item, at) =>
    text.slice(at, at + leakLength),
  )
}

/** Sentences that are the same for any value. */
const common = new Set(
  [defaultChecks, ...builtinProviders.map(({ schema, advice }) => ({ schema, advice }))].flatMap((data) =>
    windows(JSON.stringify(data, (key, value: unknown) => (key === 'examples' ? undefined : value))),
  ),
)

/** Returns a function that finds leaks of the secrets in diagnostics, as `code member`. */
export function leakFinder(secrets: readonly string[]): (diagnostics: readonly Diagnostic[]) => string[] {
  const hidden = [...new Set(secrets.flatMap(forms))].join('\n\n')
  // Most messages repeat.
  const known = new Map<string, boolean>()
  const leaks = (text: string): boolean => {
    const found = known.get(text) ?? windows(text).some((part) => !common.has(part) && hidden.includes(part))
    known.set(text, found)
    return found
  }
  return (diagnostics) =>
    diagnostics.flatMap((diagnostic) =>
      Object.entries(diagnostic)
        .filter(([, part]) => textsOf(part).some((text) => leaks(text)))
        .map(([member]) => `${diagnostic.code} ${member}`),
    )
}

/** Returns the manifests with the Secret's values as base64 in `data`. */
export function underData(manifests: readonly Manifest[]): Manifest[] {
  return manifests.map(({ stringData, ...rest }) => {
    if (typeof stringData !== 'object' || stringData === null) return rest
    const data = Object.entries(stringData).map(([key, value]) => [
      key,
      typeof value === 'string' ? Buffer.from(value).toString('base64') : value,
    ])
    return { ...rest, data: Object.fromEntries(data) }
  })
}
