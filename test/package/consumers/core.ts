// A host without React, DOM types and Node types that uses every name of core, contrib and a language.
import azureSchema from 'backupstorage-forms/schemas/providers/azure.json' with { type: 'json' }
import resourceSchema from 'backupstorage-forms/schemas/backupstorage.json' with { type: 'json' }
import structure from 'backupstorage-forms/schemas/structure.json' with { type: 'json' }
import { contribKinds, contribProviders } from 'backupstorage-forms/contrib'
import {
  applyFix,
  backupStorage,
  builtinProviders,
  checkConformance,
  createDraft,
  credentialKeys,
  credentialOutputs,
  defineProvider,
  defineResource,
  duplicateValues,
  editManifests,
  exampleValues,
  exportManifests,
  fromManifests,
  importManifests,
  initialValues,
  locksOf,
  manifestsToApply,
  normalizeValues,
  parseManifests,
  ProviderSchemaError,
  ResourceSchemaError,
  stringifyManifests,
  toManifests,
  validateManifests,
  validateValues,
} from 'backupstorage-forms/core'
import {
  arrangeRows,
  dryRun,
  followCollection,
  formatAge,
  parseSize,
  serverDiagnostics,
  storageRow,
  storageStatus,
  SubmitError,
  submitManifests,
} from 'backupstorage-forms/cluster'
import { completeAt, describeAt } from 'backupstorage-forms/editor'
import type {
  BackupStorageValues,
  Diagnostic,
  DraftStorage,
  DraftStore,
  Manifest,
  Options,
  Provider,
  Resource,
} from 'backupstorage-forms/core'
import type {
  BackupStorageClient,
  CallOptions,
  Collection,
  ServerAnswer,
  SubmitOptions,
  Verdict,
} from 'backupstorage-forms/cluster'
import { german } from 'backupstorage-forms/messages/de'

declare const client: BackupStorageClient
declare const given: { text: string; answer: ServerAnswer }
declare const draftStorage: DraftStorage
declare const signal: NonNullable<CallOptions['signal']>

const mine: Provider = defineProvider(azureSchema)
const resource: Resource = defineResource(resourceSchema, structure)

export const options: Options = {
  providers: [...builtinProviders, contribProviders.swift, mine],
  resource,
  existing: [],
  editing: undefined,
  secretName: ({ name }) => `${name}-credentials`,
  referenceAnnotations: { provider: 'example.com/provider', secret: 'example.com/secret' },
  crd: undefined,
  messages: german,
}

export const kinds: Options[] = [contribKinds.velero, { ...contribKinds.velero, messages: german }, {}]

export function throughTheCore(): Manifest[] {
  const values: BackupStorageValues = initialValues('azure', options)
  values.usagePolicy = { from: 'Selector', selector: { matchLabels: { team: 'a' } } }
  values.backend.auth = { AZURE_ACCOUNT_NAME: 'made-up' }
  const found: Diagnostic[] = validateValues(normalizeValues(values), options)
  const fixed = found.reduce((before, { fix }) => (fix === undefined ? before : applyFix(before, fix)), values)
  const manifests = toManifests(fixed, options)
  const text = stringifyManifests([...manifests, ...parseManifests(given.text).manifests], 'yaml')
  const read = fromManifests(parseManifests(text).manifests, options)
  const edited = editManifests(text, duplicateValues(read.values, 'another'), options)
  const checked = [...validateManifests(edited, options), ...serverDiagnostics(given.answer, edited, options)]
  const places = checked.map(({ range, path }) => `${range?.line ?? 0} ${path}`)
  const exported = exportManifests(edited, 'yaml', { credentials: 'none' }, options)
  const words = [completeAt(edited, 0, options)?.options[0]?.label, describeAt(edited, 0)?.title]
  const keys = credentialKeys(edited, options).map(({ key }) => key)
  const outputs = credentialOutputs(options).map(({ name }) => name)
  const imported = importManifests(exported.text, options)[0]?.values ?? exampleValues(mine.name, options)
  const told = [...places, ...words, ...keys, ...outputs, locksOf(mine.name, options).sources?.[0]].join()
  return [...manifestsToApply(imported, options), { ...manifests[0], kind: told } as Manifest]
}

export function throughADraft(live: Manifest): readonly Diagnostic[] {
  const draft: DraftStore = createDraft({ ...options, values: initialValues('s3'), draftStorage })
  draft.change(['backend', 'spec', 'bucket'], 'made-up')
  draft.editText(draft.manifestText('json').text, 'json')
  draft.discardText()
  draft.rebase(
    live,
    draft.compareWithLive(live).conflicts.map(({ key }) => key),
  )
  return [...draft.getDiagnostics(), ...checkConformance(mine, options)]
}

export async function throughAClient(manifests: Manifest[], submit: SubmitOptions): Promise<string[]> {
  const verdict: Verdict = await dryRun(client, manifests, { signal })
  const collection: Collection = followCollection(client, { resource: backupStorage }).getState()
  const rows = collection.objects.map((object) => storageRow(object))
  const columns = [{ id: 'size', textOf: ({ size }: (typeof rows)[number]) => size }]
  const sorted = arrangeRows(rows, columns, '', { column: 'size', descending: true })
  try {
    const objects = await submitManifests(client, manifests, { ...submit, signal })
    return [...objects.map((object) => storageStatus(object).phase), formatAge('2026-11-23T08:00:00Z', 0)]
  } catch (error) {
    if (error instanceof SubmitError) return error.left.map(({ name }) => name)
    if (error instanceof ProviderSchemaError || error instanceof ResourceSchemaError) return [error.message]
    return sorted.map(({ size }) => String(parseSize(size))).concat(verdict.warnings.map(({ text }) => text))
  }
}
