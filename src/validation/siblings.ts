import type { BackupStorageValues } from '../generated/types.ts'
import type { Diagnostic } from '../schema/diagnostics.ts'
import { isObject, textOf } from '../base/json.ts'
import type { ResolvedOptions } from '../context/options.ts'
import { findWritten } from '../context/options.ts'
import { fromPointer, getAt, toPointer } from '../base/pointer.ts'
import type { Provider } from '../schema/provider.ts'
import { layoutOf } from '../schema/resource.ts'
import type { Layout } from '../schema/layout.ts'
import { withoutFinalSlashes } from './withoutFinalSlashes.ts'

/** What the rules between siblings ask of the other objects: looked up, so that ten thousand of them cost a key nothing. */
interface SiblingIndex {
  /** `namespace/name` of each object. */
  readonly names: ReadonlySet<string>
  /** By namespace, the name of its default. */
  readonly defaults: ReadonlyMap<string, string>
  /** By what makes a directory, `namespace/name` of the object that points to it. */
  readonly directories: ReadonlyMap<string, string>
}

/** What a path of the values comes to in an object of the cluster. */
function readPlace(object: object, layout: Layout, pointer: string): unknown {
  const field = layout.fields.find(({ path }) => toPointer(path) === pointer)
  return field?.place.document === 'resource' ? getAt(object, field.place.path) : undefined
}

/** Namespace and name as one text. What is no text is taken for none. */
function fullName(namespace: unknown, name: unknown): string {
  return `${textOf(namespace)}/${textOf(name)}`
}

function nameOf(object: object): string {
  return fullName(getAt(object, ['metadata', 'namespace']), getAt(object, ['metadata', 'name']))
}

/**
 * What makes a directory of a provider, as one text. KubeStash's webhook compares the fields as they are but for one slash
 * at an end; here all slashes at the ends of the last field, the folder, are left out: the operator takes them for one.
 */
function directoryOf(provider: Provider, read: (pointer: string) => unknown): string | undefined {
  const pointers = provider.schema['x-directory']
  if (!pointers) return undefined
  const parts = pointers.map((pointer) => textOf(read(pointer)))
  if (parts[0] === '') return undefined
  return JSON.stringify([provider.writes, ...parts.map((part) => withoutFinalSlashes(part.replace(/^\/+/, '')))])
}

function indexSiblings(
  existing: readonly object[],
  editing: object | undefined,
  options: ResolvedOptions,
): SiblingIndex {
  const names = new Set<string>()
  const defaults = new Map<string, string>()
  const directories = new Map<string, string>()
  const own = editing && nameOf(editing)
  const common = layoutOf(options.resource, undefined)
  for (const object of existing) {
    if (!isObject(object) || nameOf(object) === own) continue
    const name = nameOf(object)
    const provider = findWritten(options, readPlace(object, common, '/backend/provider'))
    const layout = layoutOf(options.resource, provider)
    names.add(name)
    if (readPlace(object, layout, '/default') === true) defaults.set(name.slice(0, name.indexOf('/')), name)
    const directory = provider && directoryOf(provider, (pointer) => readPlace(object, layout, pointer))
    if (directory !== undefined) directories.set(directory, name)
  }
  return { names, defaults, directories }
}

interface Indexed {
  editing: object | undefined
  providers: readonly Provider[]
  index: SiblingIndex
}

const indexed = new WeakMap<readonly object[], Indexed>()

/** What KubeStash's webhook would refuse because of other objects, as far as they are known. */
export function checkSiblings(
  values: BackupStorageValues,
  provider: Provider | undefined,
  existing: readonly object[] | undefined,
  editing: object | undefined,
  options: ResolvedOptions,
): Diagnostic[] {
  if (!existing || existing.length === 0) return []
  let known = indexed.get(existing)
  if (known?.editing !== editing || known?.providers !== options.providers) {
    known = { editing, providers: options.providers, index: indexSiblings(existing, editing, options) }
    indexed.set(existing, known)
  }
  const { names, defaults, directories } = known.index
  const { checks } = options
  const found: Diagnostic[] = []
  const tell = (code: string, path: string, message: string): void =>
    void found.push({ code, severity: 'error', message, path, source: 'siblings' })
  if (names.has(fullName(values.namespace, values.name))) tell('name-taken', '/name', checks.nameTaken)
  const other = values.default ? defaults.get(values.namespace) : undefined
  if (other !== undefined) tell('second-default', '/default', checks.secondDefault(other))
  const directory = provider && directoryOf(provider, (pointer) => getAt(values, fromPointer(pointer)))
  const rival = directory === undefined ? undefined : directories.get(directory)
  const [at] = provider?.schema['x-directory'] ?? []
  if (rival !== undefined && at !== undefined) tell('same-directory', at, checks.sameDirectory(rival))
  return found
}
