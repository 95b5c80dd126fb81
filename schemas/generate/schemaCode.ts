/** The keywords of a schema that are only for its author. */
const authoring = ['$schema', '$id', '$comment', 'x-language']

/** Returns a schema without the keywords for its author. The names of fields in `properties` are no keywords. */
export function withoutAuthoring<T>(schema: T, named = false): T {
  if (Array.isArray(schema)) return schema.map((one: unknown) => withoutAuthoring(one)) as T
  if (typeof schema !== 'object' || schema === null) return schema
  const entries = Object.entries(schema).filter(([word]) => named || !authoring.includes(word))
  return Object.fromEntries(
    entries.map(([word, value]: [string, unknown]) => [word, withoutAuthoring(value, !named && word === 'properties')]),
  ) as T
}

/** Returns data as code on one line. */
export function literal(data: unknown): string {
  return JSON.stringify(withoutAuthoring(data))
}
