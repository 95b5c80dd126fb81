/** A page of the reference: an entry of the package, with its exports grouped by purpose. */
export interface Page {
  /** The path below `docs/`. */
  file: string
  title: string
  entry: string
  intro: string
  groups: readonly { title: string; intro: string; names: readonly string[] }[]
}

const words = (text: string): string[] => text.trim().split(/\s+/)

/** Each export is in one group: the generator reports any that is not. Components have their own pages. */
export const pages: readonly Page[] = [
  {
    file: 'core.md',
    title: '`backupstorage-forms/core`',
    entry: 'src/core.ts',
    intro:
      'The logic without React, for Node, a worker or a browser. Values and manifests are plain JSON data. Every function ' +
      'takes the same [`Options`](#options) last, and keeps nothing between calls but what it can compute again.',
    groups: [
      {
        title: 'Values',
        intro: 'What a form holds: made, checked, put in order.',
        names: words(
          `initialValues validateValues normalizeValues duplicateValues exampleValues applyFix
          Diagnostic Fix TextRange Path Json JsonObject`,
        ),
      },
      {
        title: 'Manifests',
        intro: 'From values to a Secret and a BackupStorage, and back.',
        names: words(
          `toManifests stringifyManifests parseManifests fromManifests importManifests editManifests manifestsToApply
          validateManifests Manifest ManifestFormat ReadManifests Imported`,
        ),
      },
      {
        title: 'Options',
        intro: 'What every function may be told, the words in another language among it.',
        names: words('Options Context CoreMessages CheckMessages ManifestMessages'),
      },
      {
        title: 'Providers and kinds',
        intro: 'Kinds of storage, and kinds of objects, made from schemas.',
        names: words(
          `builtinProviders backupStorage defineProvider defineResource checkConformance ProviderSchemaError
          ResourceSchemaError Provider Resource`,
        ),
      },
      {
        title: 'Drafts',
        intro: 'The state behind a form, with its history and the text that a person edited.',
        names: words(
          `createDraft DraftOptions DraftStore FormDraft DraftState DraftStorage DraftText ManifestText LiveComparison
          LiveChange LiveConflict NamedValue Fill Offer`,
        ),
      },
      {
        title: 'Manifests for a repository',
        intro: 'Text that may be committed: without the values of Secrets.',
        names: words(
          'exportManifests credentialOutputs credentialKeys CredentialChoice ExportedManifests CredentialOutput CredentialKey',
        ),
      },
      {
        title: 'Objects that are edited',
        intro: 'What may be changed in a live object.',
        names: words('locksOf Locks'),
      },
    ],
  },
  {
    file: 'cluster-functions.md',
    title: '`backupstorage-forms/cluster`',
    entry: 'src/cluster/index.ts',
    intro:
      'Functions that work with a cluster through a client, such as that of [`backupstorage-forms/kubernetes`](kubernetes.md). ' +
      'They need no React, and nothing here uses `fetch`.',
    groups: [
      {
        title: 'Writing manifests',
        intro: 'A dry run, a submit, and what the API answers.',
        names: words(
          `submitManifests dryRun serverDiagnostics SubmitError SubmitOptions SubmitStep SubmitOutcome SubmitMessages
          WriteMode Clash Verdict ServerAnswer`,
        ),
      },
      {
        title: 'Live objects',
        intro: 'Lists that stay up to date, as rows that are searched and sorted.',
        names: words(
          `followCollection storageStatus storageRow arrangeRows formatAge parseSize Collection CollectionStore
          StorageStatus StorageRow RowColumn Sort`,
        ),
      },
      {
        title: 'The client',
        intro: 'The interface that the components and these functions need.',
        names: words(
          `BackupStorageClient SubmitClient ObjectReference CallOptions WriteOptions DeleteOptions CollectionOptions Verb
          Permission ResourceType SecretSummary WatchEvent`,
        ),
      },
    ],
  },
  {
    file: 'editor.md',
    title: '`backupstorage-forms/editor`',
    entry: 'src/editor/index.ts',
    intro: 'Completion and explanations at an offset of a text, for an editor of manifests.',
    groups: [
      {
        title: 'At an offset',
        intro: '',
        names: words('completeAt describeAt Completion CompletionOption Description'),
      },
    ],
  },
  {
    file: 'react.md',
    title: '`backupstorage-forms`',
    entry: 'src/react/index.ts',
    intro:
      'What the React entry exports beside the [components](README.md#components): the hooks that they are made of, and the ' +
      'types of their properties.',
    groups: [
      {
        title: 'Drafts in React',
        intro: 'A draft is the state behind a form; what shares one is in step.',
        names: words('useDraft useDraftState useUnsavedChanges focusField UnsavedChanges'),
      },
      { title: 'Objects of a cluster', intro: 'Followed while a component is there.', names: words('useCollection') },
      {
        title: 'Types of properties',
        intro: 'What the properties of the components are.',
        names: words(
          `ListSource ListContext SecretOption FieldModes FormTheme Navigation NotChecked SubmitManifests SubmitContext
          SubmitFailure ManifestFormat DiagnosticsPanelProps DraftPanelProps`,
        ),
      },
      { title: 'Words', intro: 'Every string of the components.', names: words('Messages defaultMessages') },
    ],
  },
  {
    file: 'kubernetes.md',
    title: '`backupstorage-forms/kubernetes`',
    entry: 'src/kubernetes.ts',
    intro:
      'A client of a Kubernetes API over `fetch` alone. [Connect to a cluster](cluster.md) says how a page reaches one. The types of ' +
      'its calls are those of [`backupstorage-forms/cluster`](cluster-functions.md#the-client).',
    groups: [
      {
        title: 'The client',
        intro: 'Made once, outside of any component.',
        names: words('createKubernetesClient KubernetesClientOptions KubernetesClient'),
      },
      {
        title: 'Errors',
        intro: 'What every call rejects with.',
        names: words('KubernetesError KubernetesErrorInit KubernetesCause'),
      },
    ],
  },
  {
    file: 'element.md',
    title: '`backupstorage-forms/element`',
    entry: 'src/element/index.ts',
    intro:
      'The components as custom elements, for pages without React. Importing the entry defines them; the ' +
      '[page of the elements](components/Elements.md) says how they are used. Properties are set on the element, events are ' +
      'of the type `CustomEvent`, and what is told of them here is their `detail`.',
    groups: [
      {
        title: '`<backup-storage-wizard>`',
        intro: '',
        names: words('BackupStorageWizardElement WizardElementProperties WizardElementEvents SubmitDetail'),
      },
      {
        title: '`<backup-storage-form>`',
        intro: '',
        names: words('BackupStorageFormElement FormElementProperties FormElementEvents'),
      },
      {
        title: '`<backup-storage-list>`',
        intro: '',
        names: words('BackupStorageListElement ListElementProperties ListElementEvents'),
      },
      {
        title: '`<backup-storage-detail>`',
        intro: '',
        names: words('BackupStorageDetailElement DetailElementProperties DetailElementEvents'),
      },
      { title: 'For all of them', intro: '', names: words('NavigateDetail partNames') },
    ],
  },
  {
    file: 'contrib.md',
    title: '`backupstorage-forms/contrib`',
    entry: 'src/contrib.ts',
    intro: 'Providers and kinds that are brought along, and off by default. All are schemas and nothing else.',
    groups: [
      {
        title: 'Providers and kinds',
        intro: '',
        names: words('contribProviders contribKinds Kind'),
      },
    ],
  },
]

export const components: readonly string[] = words(
  'BackupStorageForm BackupStorageWizard ManifestPreview ValidationPanel BackupStorageList BackupStorageDetail',
)
