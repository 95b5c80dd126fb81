// A host with React that uses every component with all of its props.
import {
  BackupStorageDetail,
  BackupStorageForm,
  BackupStorageList,
  BackupStorageWizard,
  defaultMessages,
  focusField,
  ManifestPreview,
  useCollection,
  useDraft,
  useDraftState,
  useUnsavedChanges,
  ValidationPanel,
} from 'backupstorage-forms'
import type {
  BackupStorageDetailProps,
  BackupStorageFormProps,
  BackupStorageListProps,
  BackupStorageWizardProps,
  DiagnosticsPanelProps,
  DraftPanelProps,
  FieldModes,
  FormTheme,
  ListContext,
  ListSource,
  ManifestPreviewProps,
  Messages,
  Navigation,
  NotChecked,
  SecretOption,
  ValidationPanelProps,
} from 'backupstorage-forms'
import type { DraftOptions } from 'backupstorage-forms/core'
import { createKubernetesClient } from 'backupstorage-forms/kubernetes'
import { german } from 'backupstorage-forms/messages/de'
import 'backupstorage-forms/styles.css'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { options } from './core.js'

const client = createKubernetesClient({ baseUrl: '/k8s' })
const messages: Messages = { ...defaultMessages, ...german }
const fields: FieldModes = { '/namespace': 'fixed', '/default': 'hidden' }
const secrets: ListSource<string | SecretOption> = async ({ namespace, signal }: ListContext) =>
  (await client.secrets(namespace, { signal })).map(({ name }) => ({ name, keys: undefined }))
const notChecked: NotChecked[] = ['server', 'siblings', 'permissions']
const navigation: Navigation = {
  hrefFor: ({ namespace, name }) => `#/${namespace}/${name}`,
  onNavigate: ({ name }) => focus(name),
}
declare const theme: FormTheme
const focus = (name: string): void => document.getElementById(name)?.focus()

const form: Required<Omit<BackupStorageFormProps, 'draft' | 'values'>> = {
  ...options,
  providers: options.providers,
  resource: options.resource,
  existing: options.existing,
  editing: undefined,
  secretName: options.secretName,
  referenceAnnotations: options.referenceAnnotations,
  crd: undefined,
  messages: german,
  defaultValues: undefined,
  draftStorage: undefined,
  mode: 'create',
  onChange: (values, diagnostics) => focus(`${values.name} ${diagnostics.length}`),
  onPreview: (values) => focus(values.name),
  onCancel: () => undefined,
  namespaces: ['demo'],
  secrets,
  fields,
  theme,
  history: true,
  disabled: false,
  readOnly: false,
}

const wizard: Required<Omit<BackupStorageWizardProps, keyof BackupStorageFormProps>> = {
  client,
  onSubmit: async (manifests, { signal }) => {
    for (const manifest of manifests) await client.create(manifest, { signal })
  },
  onDone: (objects) => focus(String(objects.length)),
  onEdit: ({ name }) => focus(name),
  onCreateAnother: () => undefined,
  onStepChange: focus,
  hrefFor: navigation.hrefFor,
  onNavigate: navigation.onNavigate,
  canImport: true,
  nonce: 'made-up',
}

const list: Required<BackupStorageListProps> = {
  ...navigation,
  hrefFor: navigation.hrefFor,
  onNavigate: navigation.onNavigate,
  client,
  resource: options.resource,
  namespace: 'demo',
  defaultNamespace: undefined,
  onNamespaceChange: focus,
  search: '',
  onSearchChange: focus,
  sort: { column: 'name', descending: false },
  onSortChange: ({ column }) => focus(column),
  createHref: '#/create',
  onCreate: focus,
  deleted: { namespace: 'demo', name: 'made-up' },
  onDeletedDismiss: () => focus('list'),
  messages,
}

const detail: Required<BackupStorageDetailProps> = {
  hrefFor: navigation.hrefFor,
  onNavigate: navigation.onNavigate,
  providers: options.providers,
  resource: options.resource,
  headingLevel: 1,
  client,
  namespace: 'demo',
  name: 'made-up',
  editHref: undefined,
  onEdit: ({ kind }) => focus(kind),
  duplicateHref: undefined,
  onDuplicate: ({ kind }) => focus(kind),
  onDeleted: undefined,
  messages: undefined,
}

type Unset<T> = { [K in keyof T as object extends Pick<T, K> ? K : never]: undefined }
declare const unset: <T>() => Unset<T>
/** Every optional prop also accepts `undefined`, as needed with `exactOptionalPropertyTypes`. */
export const left: [
  Partial<BackupStorageFormProps>,
  Partial<BackupStorageWizardProps>,
  Partial<BackupStorageListProps>,
  Partial<BackupStorageDetailProps>,
  Partial<DiagnosticsPanelProps>,
  Partial<DraftPanelProps>,
  Partial<DraftOptions>,
] = [
  unset<BackupStorageFormProps>(),
  unset<BackupStorageWizardProps>(),
  unset<BackupStorageListProps>(),
  unset<BackupStorageDetailProps>(),
  unset<DiagnosticsPanelProps>(),
  unset<DraftPanelProps>(),
  unset<DraftOptions>(),
]

export function Console({ children }: { children?: ReactNode }): ReactNode {
  const draft = useDraft(options)
  const name = useDraftState(draft, ({ values }) => values.name)
  const { isDirty, confirmLeave, dialog } = useUnsavedChanges(draft, { messages })
  const { objects, state, retry } = useCollection(client, { namespace: 'demo' })
  const [format, setFormat] = useState<'yaml' | 'json'>('yaml')
  const preview: ManifestPreviewProps = { draft, format, onFormatChange: setFormat, client, nonce: 'made-up' }
  const panel: ValidationPanelProps = { draft, notChecked, onSelect: ({ path }) => void focusField(draft, path) }
  return (
    <main title={`${name} ${state} ${objects.length}`}>
      <button onClick={async () => isDirty && (await confirmLeave()) && retry()}>Leave</button>
      {dialog}
      <BackupStorageForm {...form} draft={draft} />
      <BackupStorageWizard {...wizard} messages={german} fields={fields} />
      <ManifestPreview {...preview}>{children}</ManifestPreview>
      <ManifestPreview manifests={objects} options={options} onSubmit={() => undefined} submitting={false} />
      <ValidationPanel {...panel} />
      <ValidationPanel diagnostics={[]} onFix={({ title }) => focus(title)} options={options} provider="s3" />
      <BackupStorageList {...list} />
      <BackupStorageDetail {...detail} />
    </main>
  )
}
