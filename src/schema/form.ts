import { fromPointer, getAt, setAt } from '../base/pointer.ts'
import type { Schema, Section, Siblings } from './language.ts'
import { isChoice, isMap } from './language.ts'
import type { Layout } from './layout.ts'
import type { VendorTable } from './vendors.ts'

/** The input of rjsf for one part of the form. */
export interface Form {
  readonly schema: Schema
  readonly uiSchema: UiSchema
}

/** The part of rjsf's uiSchema that is used here. */
export interface UiSchema {
  readonly 'ui:field'?: string
  readonly 'ui:widget'?: string
  readonly 'ui:placeholder'?: string
  readonly 'ui:options'?: {
    /** The groups of an object's fields. */
    readonly sections?: readonly (string | Section)[]
    /** The name of the host's list that the options come from. */
    readonly list?: string
    readonly when?: Siblings
    readonly show?: Siblings
    readonly accept?: string
    /** The encoding for the content of a chosen file. */
    readonly encoding?: string
    readonly secret?: boolean
    /** The values of siblings with which the field is required. */
    readonly required?: Siblings
    readonly deprecated?: boolean
    /** The rjsf field to show before this one. */
    readonly before?: string
  }
  readonly [property: string]: unknown
}

const acceptOf: Readonly<Record<string, string>> = {
  'application/json': '.json,application/json',
  'application/x-pem-file': '.pem,.crt,.cer,.ca,application/x-pem-file',
  'application/pem-certificate-chain': '.pem,.crt,.cer,.ca,application/pem-certificate-chain',
}

function widgetOf(schema: Schema): string | undefined {
  if (schema['x-options']) return schema.oneOf ? 'options' : 'suggest'
  if (schema.oneOf || schema.enum || schema.const !== undefined) return 'select'
  if (schema.contentMediaType) return 'file'
  if (schema.writeOnly) return 'secret'
  if (schema.type === 'boolean') return 'checkbox'
  if (schema.type === 'integer' || schema.type === 'number') return 'number'
  return schema.type === 'string' ? 'text' : undefined
}

function fieldOf(schema: Schema): string | undefined {
  if (schema.type === 'array') return schema.items?.type === 'object' ? 'rows' : 'lines'
  if (schema.type !== 'object') return undefined
  if (isMap(schema)) return 'keyValue'
  return isChoice(schema) ? 'choice' : undefined
}

/** Returns the sibling values with which a property is required, from the `if` of the condition that requires it. */
function requiredWhen(parent: Schema, key: string): Siblings | undefined {
  const condition = parent.allOf?.find(({ then }) => then?.required?.includes(key))?.if
  if (!condition) return undefined
  const siblings = Object.entries(condition.properties ?? {}).map(([name, one]) => [
    name,
    one.enum ?? [one.const ?? null],
  ])
  return Object.fromEntries(siblings) as Siblings
}

/** Returns the sections of an object, with the advanced fields of each list of them in a section at its end. */
function sectionsOf({ properties = {}, 'x-sections': own }: Schema): readonly (string | Section)[] | undefined {
  const isAdvanced = (name: string): boolean => properties[name]?.['x-advanced'] === true
  if (!Object.keys(properties).some(isAdvanced)) return own
  function fold(list: readonly (string | Section)[]): (string | Section)[] {
    const fields = list.filter((one): one is string => typeof one === 'string' && isAdvanced(one))
    const others = list
      .filter((one) => typeof one !== 'string' || !isAdvanced(one))
      .map((one) => (typeof one === 'string' ? one : { ...one, fields: fold(one.fields) }))
    return fields.length === 0 ? others : [...others, { title: '', collapsed: true, fields }]
  }
  return fold(own ?? Object.keys(properties))
}

/** Returns the uiSchema of a schema: the field or widget that shows it, and the options for that. */
function toUiSchema(schema: Schema, required?: Siblings): UiSchema {
  const field = fieldOf(schema)
  const widget = field ? undefined : widgetOf(schema)
  const first = schema.examples?.[0]
  const plain =
    (typeof first === 'string' || typeof first === 'number') && !schema.writeOnly && !schema.contentMediaType
  const accept = acceptOf[schema.contentMediaType ?? '']
  const sections = sectionsOf(schema)
  const options = {
    ...(sections ? { sections } : {}),
    ...(schema['x-options'] ? { list: schema['x-options'] } : {}),
    ...(schema['x-when'] ? { when: schema['x-when'] } : {}),
    ...(schema['x-show'] ? { show: schema['x-show'] } : {}),
    ...(schema.writeOnly ? { secret: true } : {}),
    ...(required ? { required } : {}),
    ...(schema.deprecated ? { deprecated: true } : {}),
    ...(accept ? { accept } : {}),
    ...(accept && schema.contentEncoding ? { encoding: schema.contentEncoding } : {}),
  }
  const children: Record<string, UiSchema> = {}
  for (const [key, child] of Object.entries(schema.properties ?? {})) {
    const ui = toUiSchema(child, requiredWhen(schema, key))
    if (Object.keys(ui).length > 0) children[key] = ui
  }
  return {
    ...(field ? { 'ui:field': field } : {}),
    ...(widget ? { 'ui:widget': widget } : {}),
    ...(plain ? { 'ui:placeholder': String(first) } : {}),
    ...(Object.keys(options).length > 0 ? { 'ui:options': options } : {}),
    ...(schema.items ? { items: toUiSchema(schema.items) } : {}),
    ...children,
  }
}

const rendered = [
  'title',
  'description',
  'type',
  'oneOf',
  'enum',
  'required',
  'readOnly',
  'minimum',
  'maximum',
] as const

/** Returns the schema to render: types, texts, structure and simple limits, without defaults and manifest paths. */
function toRenderSchema(schema: Schema): Schema {
  const result: Record<string, unknown> = {}
  for (const word of rendered) if (schema[word] !== undefined) result[word] = schema[word]
  // A constant is a choice of one option.
  if (schema.const !== undefined) result['enum'] ??= [schema.const]
  if (schema.items) result['items'] = toRenderSchema(schema.items)
  if (schema.properties) {
    result['properties'] = Object.fromEntries(
      Object.entries(schema.properties).map(([key, child]) => [key, toRenderSchema(child)]),
    )
  }
  return result as Schema
}

/** Adds a choice among vendors before the endpoint, and their regions to the region. */
function withVendors(uiSchema: UiSchema, { fields }: VendorTable): UiSchema {
  const region = [...fromPointer(fields.region), 'ui:widget']
  const withChoice = setAt(uiSchema, [...fromPointer(fields.endpoint), 'ui:options', 'before'], 'vendors')
  return getAt(uiSchema, region) === 'text' ? setAt(withChoice, region, 'vendorRegion') : withChoice
}

/**
 * Returns the schema to render and the uiSchema of a layout. It has one provider: rjsf never gets a union of them.
 *
 * @param table - the vendors of the provider's protocol
 */
export function toForm({ schema }: Layout, table?: VendorTable): Form {
  const { title: _title, ...root } = schema
  const uiSchema = toUiSchema(schema)
  return { schema: toRenderSchema(root), uiSchema: table ? withVendors(uiSchema, table) : uiSchema }
}
