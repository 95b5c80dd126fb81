import type { Json } from '../base/json.ts'
import { deepEqual, member } from '../base/json.ts'
import { memoize } from '../base/memoize.ts'
import type { Context } from '../context/context.ts'
import { findWritten } from '../context/context.ts'
import type { Path } from '../base/pointer.ts'
import type { Provider } from '../schema/provider.ts'
import type { Schema } from '../schema/language.ts'
import { isMap } from '../schema/language.ts'
import { blockPath } from '../schema/layout.ts'
import { resolveStructure } from './structure/checkStructure.ts'
import type { Structure, StructureDocument } from '../schema/structure.ts'
import type { GroupVersionKind } from './structure/structureOf.ts'
import { structureOfCrd, structureOfKind } from './structure/structureOf.ts'
import { metadataStructure, structuresOf } from './structure/structuresOf.ts'
import type { OutlineNode } from '../text/outlineText.ts'
import { schemaAt } from '../schema/schemaAt.ts'
import type { FormNode } from './formTree.ts'
import { formTree, providerPath } from './formTree.ts'
import type { OutlineReader, Cursor } from './cursorAt.ts'
import { manifestsOf } from './cursorAt.ts'
import { serverFields } from './serverFields.ts'
import { isSecretName } from './toManifests.ts'

/** The known facts about one path of a manifest. */
export interface KnownNode {
  /** The structure in the API. */
  structure: Structure | undefined
  /** The schema in the form. */
  schema: Schema | undefined
  /** The description in the form or else in the API. */
  description: string | undefined
  required: boolean
}

/** A field that an object may have. */
export interface KnownField extends KnownNode {
  name: string
}

/** The known facts about the manifest at a cursor. */
export interface Knowledge {
  /** The kinds to offer for each of the two fields: those that match the other field, if it is set. */
  kinds: Readonly<Record<keyof GroupVersionKind, readonly GroupVersionKind[]>>
  /** Returns undefined if nothing is known about the path. */
  at(path: Path): KnownNode | undefined
  /** Returns the fields that an object may still get: required ones, then those of the form, then the rest. */
  fields(path: Path, present: readonly string[]): KnownField[]
  /** Returns the providers' names, or the constants of the provider's schema at the path. */
  values(path: Path): { value: Json; title?: string; description?: string }[]
  /** Returns whether the path holds a value of a Secret. */
  isSecretValue(path: Path): boolean
}

const secretKind: GroupVersionKind = { apiVersion: 'v1', kind: 'Secret' }
const secretParts = ['stringData', 'data']
const text: Structure = { type: 'string' }
/** The fields of every object, for a kind that is not known. */
const skeleton: Structure = {
  type: 'object',
  required: ['apiVersion', 'kind', 'metadata', 'spec'],
  properties: {
    apiVersion: text,
    kind: text,
    metadata: { $ref: '#/definitions/ObjectMeta' },
    spec: { type: 'object' },
  },
}

/** Returns the structure at a path, with references resolved, including that of a list's items. */
function structureAt(
  root: Structure | undefined,
  path: Path,
  { definitions }: StructureDocument,
): Structure | undefined {
  let here = root && resolveStructure(root, definitions)
  for (const key of path) {
    const { properties, additionalProperties, items }: Structure = here ?? {}
    const ofMap = typeof additionalProperties === 'object' ? additionalProperties : undefined
    const next = typeof key === 'number' ? items : ((member(properties, key) as Structure | undefined) ?? ofMap)
    here = next && resolveStructure(next, definitions)
  }
  return here?.items?.$ref === undefined ? here : { ...here, items: resolveStructure(here.items, definitions) }
}

interface InForm {
  /** Undefined inside a field. */
  form: FormNode | undefined
  schema: Schema | undefined
}

const notInForm: InForm = { form: undefined, schema: undefined }

function formAt(root: FormNode, path: Path): InForm {
  let form: FormNode = root
  for (const [index, key] of path.entries()) {
    const next = form.children.get(String(key))
    if (next) form = next
    else {
      const rest = path.slice(index).map(String)
      const schema = form.isField && form.schema ? schemaAt(form.schema, rest) : undefined
      return schema ? { form: undefined, schema } : notInForm
    }
  }
  return { form, schema: form.schema }
}

const isObjectLike = ({ type, properties }: Structure): boolean => type === 'object' || properties !== undefined

/** Returns the facts that the API and the form have about the manifest at a cursor. */
export function knowledgeAt(reader: OutlineReader, cursor: Cursor, context: Context): Knowledge {
  const { resource } = context
  const textAt = (manifest: OutlineNode, path: Path, document = cursor.document): string | undefined =>
    reader.textOf(reader.nodeAt(manifest, path, document), document)
  const { manifest } = cursor
  const apiVersion = textAt(manifest, ['apiVersion'])
  const kind = textAt(manifest, ['kind'])
  const both: GroupVersionKind[] = [resource, secretKind]
  const saying = (key: keyof GroupVersionKind, said: string | undefined): GroupVersionKind[] =>
    both.filter((one) => one[key] === said)
  const otherwise = (found: GroupVersionKind[]): GroupVersionKind[] => (found.length > 0 ? found : both)
  const kinds = {
    apiVersion: otherwise(saying('kind', kind)),
    kind: otherwise(saying('apiVersion', apiVersion)),
  }
  const isUnnamed = !kind && !apiVersion
  const holdsCredentials = secretParts.some((part) => reader.nodeAt(manifest, [part], cursor.document))
  const named = kind ? saying('kind', kind)[0] : saying('apiVersion', apiVersion)[0]
  const guess = isUnnamed ? both[holdsCredentials ? 1 : 0] : named
  if (guess?.kind === secretKind.kind) return { ...ofSecret(reader, cursor, context), kinds }
  const isStorage = guess !== undefined
  const structures = structuresOf(resource)
  const given =
    context.crd === undefined ? undefined : structureOfCrd(context.crd, resource, metadataStructure(structures))
  const other = kind === 'List' ? undefined : skeleton
  const ofKind = isStorage ? (given ?? structureOfKind(structures, resource)) : other

  const providerName = textAt(manifest, providerPath(context))
  const provider = findWritten(context, providerName)
  const blocks = context.providers.map((one) => ({ provider: one, path: blockPath(context.layoutOf(one)) }))
  const blockAround = (path: Path): Provider | undefined =>
    blocks.find(({ path: block }) => block.every((key, index) => path[index] === key))?.provider
  const isBlockParent = (path: Path): boolean =>
    blocks.some(({ path: block }) => deepEqual(block.slice(0, -1), path) && block.length > 0)
  const providerFor = (path: Path): Provider | undefined => blockAround(path) ?? provider
  const treeOf = memoize((one: Provider | undefined) => formTree(context, one))
  const inForm = (path: Path): InForm => (isStorage ? formAt(treeOf(providerFor(path)), path) : notInForm)

  function at(path: Path): KnownNode | undefined {
    const structure = structureAt(ofKind, path, structures)
    const { form, schema } = inForm(path)
    if (!structure && !form && !schema) return undefined
    const description = schema?.description ?? descriptionIn(structure)
    return { structure, schema, description, required: isRequired(path, form) }
  }

  function isRequired(path: Path, form: FormNode | undefined): boolean {
    const key = path.at(-1)
    if (typeof key !== 'string') return false
    const parent = path.slice(0, -1)
    const around = structureAt(ofKind, parent, structures)
    const inField = form ? false : inForm(parent).schema?.required?.includes(key)
    const isHead = path.length === 1 && (key === 'apiVersion' || key === 'kind')
    return isHead || form?.required === true || inField === true || around?.required?.includes(key) === true
  }

  function constants(path: Path): string[] {
    const found = (provider?.constants ?? []).filter((one) => deepEqual(one.path.slice(0, -1), path))
    const keys = context.referenceAnnotations
    const annotations = keys && deepEqual(path, ['metadata', 'annotations']) ? [keys.provider, keys.secret] : []
    return [...found.map((one) => one.path.at(-1) ?? ''), ...annotations]
  }

  function fields(path: Path, present: readonly string[]): KnownField[] {
    const here = structureAt(ofKind, path, structures)
    if (path.length === 0 && isUnnamed) return namedFields(skeleton, present, at, path)
    const { form, schema } = inForm(path)
    const children = [...(form?.children ?? [])].sort(([, a], [, b]) => a.order - b.order)
    const head = path.length === 0 ? ['apiVersion', 'kind'] : []
    const fromForm = [...head, ...children.map(([name]) => name)]
    if (isStorage && isBlockParent(path) && !provider) {
      fromForm.push(...blocks.map(({ path: block }) => block.at(-1) ?? ''))
    }
    fromForm.push(...Object.keys((form ? undefined : schema?.properties) ?? {}), ...(isStorage ? constants(path) : []))
    const inApi = Object.keys(here?.properties ?? {})
    const names = new Set([...fromForm.filter((name) => !given || takes(here, name)), ...inApi])
    const isChoice = [...(form?.children.values() ?? [])].some((child) => child.isBranch)
    const isBranch = (name: string): boolean => {
      const child = form?.children.get(name)
      return child ? child.isBranch : isObjectLike(structureAt(here, [name], structures) ?? {})
    }
    const isChosen = isChoice && present.some(isBranch)
    const isOffered = (name: string): boolean => {
      if (present.includes(name) || serverFields.some((one) => deepEqual(one, [...path, name]))) return false
      if (isChosen && isBranch(name)) return false
      return !(isStorage && provider && isBlockParent(path)) || fromForm.includes(name) || !isBranch(name)
    }
    return ranked([...names].filter(isOffered), path, at, new Set(fromForm))
  }

  function values(path: Path): { value: Json; title?: string; description?: string }[] {
    if (!isStorage) return []
    if (deepEqual(path, providerPath(context))) {
      return context.providers
        .filter((one) => findWritten(context, one.writes) === one)
        .map(({ writes, title, description }) => ({ value: writes, title, description }))
    }
    const keys = context.referenceAnnotations
    if (keys && provider && deepEqual(path, ['metadata', 'annotations', keys.provider]))
      return [{ value: provider.writes }]
    return (provider?.constants ?? []).filter((one) => deepEqual(one.path, path)).map(({ value }) => ({ value }))
  }

  return { kinds, at, fields, values, isSecretValue: () => false }
}

/** Returns whether the API allows the field in an object. */
function takes(structure: Structure | undefined, name: string): boolean {
  const { properties, additionalProperties = false } = structure ?? {}
  return member(properties, name) !== undefined || additionalProperties !== false
}

type At = Knowledge['at']

const nothingKnown: KnownNode = { structure: undefined, schema: undefined, description: undefined, required: false }

/** Returns the description in a host's CustomResourceDefinition. */
function descriptionIn(structure: Structure | undefined): string | undefined {
  const said = member(structure, 'description')
  return typeof said === 'string' && said !== '' ? said : undefined
}

/** Returns the named fields: required ones, then those of the form, then the rest, each in their given order. */
function ranked(names: readonly string[], path: Path, at: At, inForm: ReadonlySet<string>): KnownField[] {
  const fields = names.map((name): KnownField => {
    const found = at([...path, name]) ?? nothingKnown
    return { name, ...found }
  })
  const rank = ({ name, required }: KnownField): number => (required ? 0 : inForm.has(name) ? 1 : 2)
  return fields.toSorted((a, b) => rank(a) - rank(b))
}

function namedFields({ required = [] }: Structure, present: readonly string[], at: At, path: Path): KnownField[] {
  return required
    .filter((name) => !present.includes(name))
    .map((name) => ({ ...(at([...path, name]) ?? nothingKnown), name, required: true }))
}

/** Returns the provider of the storage in the text that names the Secret at the cursor. */
function providerOfSecret(reader: OutlineReader, cursor: Cursor, context: Context): Provider | undefined {
  const { resource } = context
  const textIn = (document: Cursor['document'], manifest: OutlineNode, path: Path): string | undefined =>
    reader.textOf(reader.nodeAt(manifest, path, document), document)
  const name = textIn(cursor.document, cursor.manifest, ['metadata', 'name'])
  const namespace = textIn(cursor.document, cursor.manifest, ['metadata', 'namespace'])
  if (name === undefined) return undefined
  for (const document of cursor.documents) {
    for (const manifest of manifestsOf(reader, document)) {
      if (textIn(document, manifest, ['kind']) !== resource.kind) continue
      const provider = findWritten(context, textIn(document, manifest, providerPath(context)))
      const field = context.layoutOf(provider).fields.find(({ path }) => isSecretName(path))
      const named = field?.target.document === 'resource' ? textIn(document, manifest, field.target.path) : undefined
      const far = textIn(document, manifest, ['metadata', 'namespace'])
      if (provider && named === name && (far ?? '') === (namespace ?? '')) return provider
    }
  }
  return undefined
}

function ofSecret(reader: OutlineReader, cursor: Cursor, context: Context): Omit<Knowledge, 'kinds'> {
  const provider = providerOfSecret(reader, cursor, context)
  const layout = context.layoutOf(provider)
  const structures = structuresOf(context.resource)
  const credentials = new Map<string, Omit<KnownNode, 'structure'>>()
  for (const { target: at, schema, path } of provider ? layout.fields : []) {
    if (at.document !== 'secret') continue
    const required = schemaAt(layout.schema, path.slice(0, -1))?.required?.includes(at.key) === true
    credentials.set(at.key, { schema, required, description: schema.description })
  }
  const structure = structureOfKind(structures, secretKind)
  const metadata = formTree(context, undefined).children.get('metadata')
  const isPart = (path: Path): boolean => secretParts.includes(String(path[0]))
  const inForm = new Set(['metadata', 'type', 'stringData', ...(metadata?.children.keys() ?? [])])

  function at(path: Path): KnownNode | undefined {
    const found = structureAt(structure, path, structures)
    const credential = isPart(path) && path.length === 2 ? credentials.get(String(path[1])) : undefined
    if (isPart(path) && path.length > 1 && !credential) return undefined
    if (!found) return undefined
    if (credential) return { structure: found, ...credential }
    const [first, second] = path
    const isHead = path.length === 1 && (first === 'apiVersion' || first === 'kind' || first === 'metadata')
    const isName = path.length === 2 && first === 'metadata' && (second === 'name' || second === 'namespace')
    return { ...nothingKnown, structure: found, required: isHead || isName }
  }
  return {
    at,
    fields: (path, present) => {
      const here = structureAt(structure, path, structures)
      const isOwn = isPart(path) && path.length === 1
      // A credential may be in either part.
      const other = secretParts.filter((part) => isOwn && part !== path[0])
      const elsewhere = other.flatMap((part) => {
        const entries = reader.nodeAt(cursor.manifest, [part], cursor.document)?.entries ?? []
        return entries.map((entry) => reader.keyOf(entry))
      })
      const names = isOwn ? [...credentials.keys()] : Object.keys(here?.properties ?? {})
      const isFree = (name: string): boolean =>
        ![...present, ...elsewhere].includes(name) && !serverFields.some((one) => deepEqual(one, [...path, name]))
      return ranked(names.filter(isFree), path, at, inForm)
    },
    values: (path) => (deepEqual(path, ['type']) ? [{ value: 'Opaque' }] : []),
    isSecretValue: (path) => isPart(path) && path.length > 1,
  }
}

/** Returns whether the value is known to be a map with free keys. */
export function isFreeMap({ schema, structure }: Pick<KnownNode, 'schema' | 'structure'>): boolean {
  if (schema?.type === 'object') return isMap(schema)
  return structure?.type === 'object' && typeof structure.additionalProperties === 'object' && !structure.properties
}
