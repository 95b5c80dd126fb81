import fc from 'fast-check'

/** Names and strings with a meaning in a schema, in values or in JavaScript. */
const words = [
  ' ( # string object array uri id $id $ref properties items enum oneOf when x-when x-manifest __proto__ toString',
  'http://[ https://a.example/ urn:backupstorage:a /spec/storage/rest /a//b a/../b secretName existing nfs hostPath',
  '\u{1F600} \u{1F600}a',
].flatMap((line) => line.split(' '))

const strings = fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.constantFrom(...words))
const scalars = fc.oneof(strings, fc.constantFrom(null, true, false, 0, 1, -1, 1.5, 1e308))
/** Any JSON data, including keywords of the schema language as names and strings. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  scalars,
  fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      scalars,
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(strings, tie('node'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).node,
)

interface Mutation {
  where: number
  kind: 'replace' | 'remove' | 'add' | 'rename' | 'move'
  key: string
  value: unknown
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  where: fc.nat(),
  kind: fc.constantFrom('replace', 'remove', 'add', 'rename', 'move'),
  key: strings,
  value: anyJson,
})

/** One or a few changes. */
export const mutations = fc.array(mutation, { minLength: 1, maxLength: 3 })

/** Returns every object and list in some data, including the data itself. */
function containers(data: unknown): (Record<string, unknown> | unknown[])[] {
  if (typeof data !== 'object' || data === null) return []
  const own = data as Record<string, unknown> | unknown[]
  return [own, ...Object.values(own).flatMap(containers)]
}

/** Changes the data in place at one position. */
export function mutate(data: unknown, { where, kind, key, value }: Mutation): void {
  const all = containers(data)
  const target = all[where % all.length] as Record<string, unknown>
  const keys = Object.keys(target)
  const old = keys[where % Math.max(keys.length, 1)]
  const set = (name: string, to: unknown): void => {
    Object.defineProperty(target, name, { value: to, enumerable: true, configurable: true, writable: true })
  }
  if (Array.isArray(target)) {
    if (kind === 'remove') (target as unknown[]).pop()
    else if (old !== undefined && kind === 'replace') set(old, value)
    else (target as unknown[]).push(structuredClone(value))
    return
  }
  if (kind === 'add' || old === undefined) set(key, value)
  else if (kind === 'replace') set(old, value)
  else if (kind === 'move') set(key, structuredClone(all[(where >> 3) % all.length]))
  else {
    const kept = target[old]
    delete target[old]
    if (kind === 'rename') set(key, kept)
  }
}
