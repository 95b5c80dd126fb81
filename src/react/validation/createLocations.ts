import type { Context } from '../../context/context.ts'
import { findProvider } from '../../context/context.ts'
import { toPointer } from '../../base/pointer.ts'
import type { UiSchema } from '../../schema/form.ts'
import { toForm } from '../../schema/form.ts'
import type { Schema, Section } from '../../schema/language.ts'
import type { Messages } from '../messages.ts'

/** The location of a JSON Pointer in the form. */
export interface FormLocation {
  /** The heading of the section, after that of the section around it, if any. */
  readonly section: string
  /** The position of the section in the form. */
  readonly order: number
  /** The title of the field, or of its closest parent; undefined if there is no field. */
  readonly title: string | undefined
}

/** Returns a function that locates a JSON Pointer in the panels that `ObjectFieldTemplate` makes. */
export function createLocations(
  context: Context,
  providerName: string,
  messages: Messages,
): (pointer: string) => FormLocation {
  const provider = findProvider(context, providerName)
  const form = toForm(context.layoutOf(provider))
  const providerTitle = provider?.title ?? providerName
  const locations = new Map<string, FormLocation>()
  // Diagnostics without a field come first, as they may cause others. Then come the fields outside of all panels.
  const orders = new Map([messages.manifest, messages.general].map((section, order) => [section, order]))

  function locationIn(titles: readonly string[], title: string | undefined): FormLocation {
    const named = titles.map((one) => one.replace('{provider}', providerTitle)).filter((one) => one !== '')
    const section = named.slice(-2).join(' › ') || messages.general
    const order = orders.get(section) ?? orders.size
    orders.set(section, order)
    return { section, order, title }
  }
  function visit(at: Schema, ui: UiSchema, path: readonly string[], titles: readonly string[], framed: boolean): void {
    const isComposed = ui['ui:field'] !== undefined
    const isObject = at.type === 'object' && at.properties !== undefined && !isComposed
    const inside = isObject && !framed ? [...titles, at.title ?? path.at(-1) ?? ''] : titles
    const left = new Map(Object.entries(at.properties ?? {}))
    function visitAll(list: readonly (string | Section)[], around: readonly string[], inSection: boolean): void {
      for (const one of list) {
        if (typeof one !== 'string') {
          locationIn([...around, one.title], undefined)
          visitAll(one.fields, [...around, one.title], true)
          continue
        }
        const child = left.get(one)
        left.delete(one)
        if (child) visit(child, (ui[one] ?? {}) as UiSchema, [...path, one], around, inSection || isComposed)
      }
    }
    locations.set(toPointer(path), locationIn(inside, at.title))
    visitAll(ui['ui:options']?.sections ?? [], inside, false)
    visitAll([...left.keys()], inside, false)
    if (at.items?.properties) visit(at.items, (ui['items'] ?? {}) as UiSchema, [...path, '0'], inside, true)
  }
  visit(form.schema, form.uiSchema, [], [], true)

  return (pointer) => {
    // All items of a list have the same location.
    const ofItem = pointer.replaceAll(/\/\d+(?=\/|$)/g, '/0')
    for (let at = ofItem; at.includes('/'); at = at.slice(0, at.lastIndexOf('/'))) {
      const location = locations.get(at)
      if (location) return location
    }
    return { section: messages.manifest, order: 0, title: undefined }
  }
}
