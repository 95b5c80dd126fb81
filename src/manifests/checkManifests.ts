import type { Diagnostic, Fix } from '../schema/diagnostics.ts'
import type { Json } from '../base/json.ts'
import { deepEqual, isObject } from '../base/json.ts'
import type { Context } from '../context/context.ts'
import type { Path } from '../base/pointer.ts'
import { dotted, fromPointer, getAt, toPointer } from '../base/pointer.ts'
import type { Schema } from '../schema/language.ts'
import { translate } from '../schema/translate.ts'
import { blockField, blockPath } from '../schema/layout.ts'
import type { StructureError } from './structure/checkStructure.ts'
import { checkStructure, isNamed } from './structure/checkStructure.ts'
import type { Structure } from '../schema/structure.ts'
import { hasCelRules, structureOfCrd, structureOfKind } from './structure/structureOf.ts'
import { metadataStructure, structuresOf } from './structure/structuresOf.ts'
import type { ReadyAdvice } from '../schema/advice.ts'
import { advise } from '../schema/advice.ts'
import type { CheckMessages } from '../messages/checks.ts'
import { nearest } from '../base/nearest.ts'
import { schemaAt, titleAt } from '../schema/schemaAt.ts'
import { isTemplate, templateWarning } from '../validation/checkTemplates.ts'
import { sentenceFor } from '../validation/sentences.ts'
import { choicesOf, isMapped, otherBranches } from '../values/branches.ts'
import { checkSecret } from './checkSecret.ts'
import type { Found } from './findStorage.ts'
import type { Finding } from './fromManifests.ts'
import { manifestError } from './fromManifests.ts'
import { fieldPathOf, isWithin } from './manifestPaths.ts'

/** The structure to check a manifest against: the host's CustomResourceDefinition, or the built-in one. */
interface Reference {
  structure: Structure | undefined
  /** Whether it is the host's. */
  given: boolean
  findings: Finding[]
}

function referenceFor(storage: object, { resource, crd, manifestMessages: messages }: Context): Reference {
  const { kind, apiVersion } = resource
  const structures = structuresOf(resource)
  const own = structureOfKind(structures, resource)
  if (crd === undefined) return { structure: own, given: false, findings: [] }
  const given = structureOfCrd(crd, resource, metadataStructure(structures))
  const report = (code: string, severity: Diagnostic['severity'], message: string): Finding => ({
    diagnostic: { code, severity, message, path: '', source: 'manifest' },
    at: { manifest: storage, path: ['kind'] },
  })
  if (!given) {
    const findings = [report('other-crd', 'warning', messages.otherCrd(kind, apiVersion))]
    return { structure: own, given: false, findings }
  }
  const left = hasCelRules(given) ? [report('left-to-cluster', 'info', messages.leftToCluster)] : []
  return { structure: given, given: true, findings: left }
}

/** Returns the fix that replaces a number or a Boolean in a text by the string that it looks like. */
export function quoteFix(path: string, value: string, checks: CheckMessages): Fix {
  return { title: checks.repair(JSON.stringify(value)), path, value }
}

function isCredentialKey(key: string, { layout }: Found): boolean {
  return layout.secretFields.some(({ target }) => target.document === 'secret' && target.key === key)
}

/** Returns the fix that removes an entry of a manifest from the text, or renames its key to a known one. */
function entryFix(
  document: 'resource' | 'secret',
  path: Path,
  { checks, manifestMessages: messages }: Context,
  key?: string,
): Fix {
  const at = toPointer(path)
  const edit = { document, at }
  return key === undefined
    ? { title: checks.remove, path: at, edit: { ...edit, remove: true } }
    : { title: messages.renameKey(key), path: at, edit: { ...edit, key } }
}

function findingFor(
  { keyword, path, structure }: StructureError,
  manifest: object,
  found: Found,
  context: Context,
): Finding {
  const { checks, manifestMessages: messages } = context
  const document = manifest === found.secret ? 'secret' : 'resource'
  const field = fieldPathOf(found.layout, document, path)
  const pointer = toPointer(field ?? path)
  if (keyword === 'additionalProperties') {
    const key = String(path.at(-1))
    const near = nearest(key, Object.keys(structure.properties ?? {}))
    const at = { manifest, path, key: true }
    if (document === 'secret' && near === undefined && !isCredentialKey(key, found)) {
      // A misplaced value can become a key of the Secret.
      const around = path.slice(0, -1)
      return manifestError('unknown-field', toPointer(around), messages.unknownField(dotted([...around, '…']), ''), at)
    }
    const isBlock = document === 'resource' && deepEqual(path, blockPath(found.layout))
    const message = isBlock
      ? messages.noSuchBlock(dotted(path), found.provider?.title ?? '')
      : messages.unknownField(dotted(path), near ?? '')
    const finding = manifestError('unknown-field', toPointer(path), message, at)
    if (isBlock) return finding
    const isFree = near !== undefined && getAt(manifest, [...path.slice(0, -1), near]) === undefined
    const fix = entryFix(document, path, context, isFree ? near : undefined)
    return { ...finding, diagnostic: { ...finding.diagnostic, fix } }
  }
  const schema = field && schemaAt(found.layout.schema, field)
  const rules = structure as unknown as Schema
  const label = field ? titleAt(found.layout.schema, field) : dotted(path)
  const message = sentenceFor(keyword, label, schema ?? rules, checks, rules)
  const value = getAt(manifest, path)
  if (isTemplate(value) && structure.type === 'string') {
    return {
      diagnostic: { ...templateWarning(label, pointer, { checks }), source: 'manifest' },
      at: { manifest, path },
    }
  }
  const isUnquoted = ['number', 'boolean'].includes(typeof value) && structure.type === 'string'
  if (!isUnquoted) return manifestError(keyword, pointer, message, { manifest, path })
  const finding = manifestError(keyword, pointer, `${message} ${messages.quote}`, { manifest, path })
  if (!field || document === 'secret') return finding
  const fix = quoteFix(pointer, String(value), checks)
  return { ...finding, diagnostic: { ...finding.diagnostic, fix }, unquoted: true }
}

/** Checks the provider blocks: the storage's provider needs its own, and no other may be present. */
function checkBlocks({ storage, provider }: Found, context: Context): Finding[] {
  if (!provider) return []
  const { layoutOf, providers, manifestMessages: messages } = context
  const own = blockPath(layoutOf(provider))
  const pointer = toPointer(own)
  const isThere = (path: Path): boolean => (getAt(storage, path) ?? undefined) !== undefined
  const foreign = providers
    .map((one) => blockPath(layoutOf(one)))
    .filter((path) => toPointer(path) !== pointer && isThere(path))
    .map((path) => {
      const message = messages.foreignBlock(dotted(path), provider.writes)
      const finding = manifestError('foreign-block', toPointer(path), message, { manifest: storage, path, key: true })
      return { ...finding, diagnostic: { ...finding.diagnostic, fix: entryFix('resource', path, context) } }
    })
  if (own.length === 0 || isThere(own) || blockField(layoutOf(provider))?.schema['x-omit']) return foreign
  const at = { manifest: storage, path: own }
  return [...foreign, manifestError('no-block', '/backend/spec', messages.noBlock(dotted(own), provider.writes), at)]
}

/** Checks the advice rules about the manifest itself. */
function checkRules(storage: object, advice: readonly ReadyAdvice[], { messages }: Context): Finding[] {
  const rules = messages?.texts ? translate(advice, messages.texts, 'structure', ['x-advice']) : advice
  return advise(rules, storage as Json).map((diagnostic) => ({
    diagnostic: { ...diagnostic, source: 'manifest' },
    at: { manifest: storage, path: fromPointer(diagnostic.path) },
  }))
}

/** Reports choices with several branches set, at least one of them unknown to the form. */
function checkChoices({ storage, layout }: Found, { checks }: Context): Finding[] {
  return [...choicesOf(layout)].flatMap(([pointer, branches]) => {
    const others = otherBranches(layout, pointer, storage)
    const known = branches.filter(
      ({ target }) => target.document === 'resource' && isObject(getAt(storage, target.path)),
    )
    const [path] = others
    if (!path || known.length + others.length < 2) return []
    const choice = fromPointer(pointer)
    const message = checks.oneChoice(titleAt(layout.schema, choice))
    return [manifestError('maxProperties', pointer, message, { manifest: storage, path, key: true })]
  })
}

/**
 * Checks the storage and its Secret as API objects. Covers fields and types, provider blocks, and configurations that
 * crash the operator. A finding about a form field has the path of its value.
 *
 * @param unmapped - JSON Pointers to parts without a form field. Reported if the API's structure is unknown, or inside
 *   the provider's block if the structure leaves that open.
 */
export function checkManifests(found: Found, unmapped: readonly string[], context: Context): Finding[] {
  const messages = context.manifestMessages
  const { structure, given, findings } = referenceFor(found.storage, context)
  const structures = structuresOf(context.resource)
  const ofSecret = structureOfKind(structures, { apiVersion: 'v1', kind: 'Secret' })
  const against = (one: Structure | undefined, manifest: object): StructureError[] =>
    one ? checkStructure(one, manifest, structures.definitions) : []
  // A host's provider may map fields that the built-in structure lacks.
  const isTaken = ({ keyword, path }: StructureError): boolean =>
    !given && keyword === 'additionalProperties' && isMapped(found.layout, path)
  // The check of the values reports the templates in fields of the form.
  const isReportedTemplate = ({ path }: StructureError): boolean =>
    isTemplate(getAt(found.storage, path)) && fieldPathOf(found.layout, 'resource', path) !== undefined
  const errors = against(structure, found.storage).filter((error) => !isTaken(error) && !isReportedTemplate(error))
  const block = blockPath(found.layout)
  const isReported = (path: Path): boolean =>
    errors.some((error) => isWithin(path, error.path) || isWithin(error.path, path))
  // Without a structure, or inside a provider's block that it leaves open, the form's fields decide what is known.
  const unknown = unmapped.map(fromPointer).filter((path) => {
    if (getAt(found.storage, path) === undefined || isReported(path)) return false
    return (
      !structure || (block.length > 0 && isWithin(path, block) && !isNamed(structure, path, structures.definitions))
    )
  })
  const secretErrors = found.secret ? against(ofSecret, found.secret) : []
  return [
    ...findings,
    ...checkBlocks(found, context),
    ...checkChoices(found, context),
    ...errors.map((error) => findingFor(error, found.storage, found, context)),
    ...unknown.map((path): Finding => {
      const finding = manifestError('not-in-form', toPointer(path), messages.notInForm(dotted(path)))
      return {
        diagnostic: { ...finding.diagnostic, severity: 'warning' },
        at: { manifest: found.storage, path, key: true },
      }
    }),
    ...secretErrors.map((error) => findingFor(error, found.secret ?? {}, found, context)),
    ...checkSecret(found, context),
    ...checkRules(found.storage, structures.advice, context),
  ]
}
