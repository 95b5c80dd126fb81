import { textOf } from '../base/json.ts'
import type { Context } from '../context/context.ts'
import { fromPointer, getAt } from '../base/pointer.ts'
import { readManifests } from './fromManifests.ts'

/** Returns the marks that conflicting storages share. Not all that share one conflict: the sibling rules decide. */
function marksOf(storage: object, context: Context): string[] {
  const { values, found } = readManifests([storage], context)
  const marks = [`name ${values.name}`]
  if (values.default) marks.push(`default ${values.namespace}`)
  const parts = found?.provider?.schema['x-directory']?.map((pointer) => textOf(getAt(values, fromPointer(pointer))))
  if (parts) marks.push(`directory ${JSON.stringify(parts).replaceAll('/', '')}`)
  return marks
}

/** Returns a function that finds the possible rivals of a storage; comparing each pair would be slow for hundreds. */
export function rivals(storages: readonly object[], context: Context): (storage: object) => object[] {
  const marks = new Map(storages.map((one) => [one, marksOf(one, context)]))
  const marked = new Map<string, object[]>()
  for (const [one, own] of marks) for (const mark of own) marked.set(mark, [...(marked.get(mark) ?? []), one])
  return (storage) => {
    const near = new Set(marks.get(storage)?.flatMap((mark) => marked.get(mark) ?? []))
    near.delete(storage)
    return [...near]
  }
}
