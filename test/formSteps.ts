import type { BackupStorageValues } from 'backupstorage-forms/core'
import resourceSchema from '../schemas/backupstorage.json'

/** The parts of a schema that users see. */
interface Field {
  title?: string
  description?: string
  type?: string
  const?: unknown
  oneOf?: { const: unknown; title: string }[]
  properties?: Record<string, Field>
  items?: Field
  additionalProperties?: object
  minProperties?: number
  maxProperties?: number
  'x-options'?: string
  'x-absent'?: unknown
  'x-advanced'?: boolean
  'x-sections'?: (string | Section)[]
  'x-provider'?: { name: string }
}

interface Section {
  title: string
  collapsed?: boolean
  fields: string[]
}

/** One user action in a form, identified by the form's labels. */
export type Step = {
  /** The group of the list item that contains the control. */
  group?: string
} & (
  | { does: 'type'; label: string; text: string }
  | { does: 'choose'; label: string; option: string }
  | { does: 'pick'; label: string; option: string }
  | { does: 'toggle'; label: string; on: boolean }
  | { does: 'open'; label: string }
  /** `appears` is the label of the new row's first control. */
  | { does: 'add'; label: string; appears: string }
)

const resource = resourceSchema as Field
const providers = Object.values(
  import.meta.glob<Field>('../schemas/providers/*.json', { eager: true, import: 'default' }),
)

/** Returns a pattern for a control's label, with or without the star of a required field. */
export function labelPattern(label: string): RegExp {
  return new RegExp(`^${escaped(label)}\\*?$`)
}

export const escaped = (label: string): string => label.replace(/[^\w ]/g, '\\$&')

/** Returns the steps from an empty form to the values, in form order. */
export function stepsFor(values: BackupStorageValues): Step[] {
  const { backend, ...common } = values
  const provider = providerOf(backend.provider)
  const fields = resource.properties ?? {}
  const parts = fields.backend?.properties ?? {}
  const ofSection = (field: string): Section | undefined =>
    resource['x-sections']?.find((one): one is Section => typeof one !== 'string' && one.fields.includes(field))
  const opened = new Set<string>()

  const ofCommon = Object.entries(common).flatMap(([key, value]): Step[] => {
    const steps = stepsOf(fieldAt(fields, key), value)
    const section = ofSection(key)
    if (steps.length === 0 || section?.collapsed !== true || opened.has(section.title)) return steps
    opened.add(section.title)
    return [{ does: 'open', label: section.title }, ...steps]
  })
  const { source, ...named } = backend.credentials
  const asked = provider.properties?.auth === undefined ? named : { source, ...named }
  return [
    ...ofCommon,
    { does: 'pick', label: 'Provider', option: providerOption(backend.provider) },
    ...stepsOf(fieldAt(parts, 'credentials'), asked),
    ...stepsOf(provider.properties?.auth ?? { properties: {} }, backend.auth),
    ...stepsOf(fieldAt(provider.properties ?? {}, 'spec'), backend.spec),
  ]
}

/** Returns a provider's option in the form. */
export function providerOption(name: string): string {
  return providerOf(name).title ?? name
}

function providerOf(name: string): Field {
  const found = providers.find((one) => one['x-provider']?.name === name)
  if (found === undefined) throw new Error(`schemas/providers/ has no provider ${name}.`)
  return found
}

function fieldAt(fields: Record<string, Field>, key: string): Field {
  const found = fields[key]
  if (found === undefined) throw new Error(`The schemas have no field ${key}.`)
  return found
}

function stepsOf(field: Field, value: unknown): Step[] {
  const { title = '' } = field
  if (Array.isArray(value)) return listSteps(field, value)
  if (typeof value === 'boolean')
    return field['x-absent'] === value ? [] : [{ does: 'toggle', label: title, on: value }]
  if (typeof value === 'object' && value !== null) return objectSteps(field, value)
  const option = field.oneOf?.find((one) => one.const === value)
  if (option !== undefined) {
    const does = field['x-options'] === 'sources' ? 'pick' : 'choose'
    return [{ does, label: title, option: option.title }]
  }
  return [{ does: 'type', label: title, text: String(value) }]
}

function objectSteps(field: Field, value: object): Step[] {
  const entries = Object.entries(value)
  const { title = '' } = field
  if (field.additionalProperties !== undefined) {
    return entries.flatMap(([key, text], index): Step[] => {
      const row = `${title} ${index + 1}`
      return [
        { does: 'add', label: title, appears: `${row}: Key` },
        { does: 'type', label: `${row}: Key`, text: key },
        { does: 'type', label: `${row}: Value`, text: String(text) },
      ]
    })
  }
  const isChoice = field.minProperties === 1 && field.maxProperties === 1
  const advanced: Step[] = []
  const steps = entries.flatMap(([key, entry]): Step[] => {
    const child = fieldAt(field.properties ?? {}, key)
    const inside = stepsOf(child, entry)
    if (child['x-advanced'] === true) advanced.push(...inside)
    else return isChoice ? [{ does: 'pick', label: title, option: child.title ?? key }, ...inside] : inside
    return []
  })
  return advanced.length > 0 ? [...steps, { does: 'open', label: 'More options' }, ...advanced] : steps
}

function listSteps(field: Field, items: unknown[]): Step[] {
  const { title = '', items: itemField = {} } = field
  if (itemField.type !== 'object') return [{ does: 'type', label: title, text: items.join('\n') }]
  return items.flatMap((item, index): Step[] => {
    const group = `${itemField.title ?? ''} ${index + 1}`
    return [
      { does: 'add', label: title, appears: group },
      ...stepsOf(itemField, item).map((step) => ({ ...step, group })),
    ]
  })
}
