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
      'The logic without React, for Node, workers and browsers. Values and manifests are plain JSON data. Most functions ' +
      'take [`Options`](#options) as their last parameter.',
    groups: [
      {
        title: 'Values',
        intro: 'Create, check and change the values of a form.',
        names: words(
          `initialValues validateValues normalizeValues duplicateValues exampleValues applyFix
          Diagnostic Fix TextRange Path Json JsonObject`,
        ),
      },
      {
        title: 'Manifests',
        intro: 'Convert values to a Secret and a BackupStorage, and back.',
        names: words(
          `toManifests stringifyManifests parseManifests fromManifests importManifests editManifests manifestsToApply
          validateManifests Manifest ManifestFormat ReadManifests Imported`,
        ),
      },
      {
        title: 'Options',
        intro: 'Options of the functions, including messages in another language.',
        names: words('Options Context CoreMessages CheckMessages ManifestMessages'),
      },
      {
        title: 'Providers and kinds',
        intro: 'Providers of storage and kinds of objects, defined by schemas.',
        names: words(
          `builtinProviders backupStorage defineProvider defineResource checkConformance ProviderSchemaError
          ResourceSchemaError Provider Resource`,
        ),
      },
      {
        title: 'Drafts',
        intro: 'The state behind a form, with its history and the edited manifest text.',
        names: words(
          `createDraft DraftOptions DraftStore FormDraft DraftState DraftStorage DraftText ManifestText LiveComparison
          LiveChange LiveConflict NamedValue Fill Offer`,
        ),
      },
      {
        title: 'Manifests for a repository',
        intro: 'Manifests without the values of Secrets, safe to commit.',
        names: words(
          'exportManifests credentialOutputs credentialKeys CredentialChoice ExportedManifests CredentialOutput CredentialKey',
        ),
      },
      {
        title: 'Preparations',
        intro: 'Commands, policies and manifests that prepare the location of the backups.',
        names: words('guideOf GuideText'),
      },
      {
        title: 'Editing live objects',
        intro: 'The fields of a live object that can no longer change.',
        names: words('locksOf Locks'),
      },
    ],
  },
  {
    file: 'cluster-functions.md',
    title: '`backupstorage-forms/cluster`',
    entry: 'src/cluster/index.ts',
    intro:
      'Functions that work with a cluster through a client, such as the one from ' +
      '[`backupstorage-forms/kubernetes`](kubernetes.md). They need neither React nor `fetch`.',
    groups: [
      {
        title: 'Writing manifests',
        intro: 'Dry runs, submits, and the errors of the API.',
        names: words(
          `submitManifests dryRun serverDiagnostics SubmitError SubmitOptions SubmitStep SubmitOutcome SubmitMessages
          WriteMode Clash Refusal DryRunOptions Verdict ServerAnswer`,
        ),
      },
      {
        title: 'Live objects',
        intro: 'Lists that stay up to date, as rows to search and sort.',
        names: words(
          `followCollection followNamespaces storageStatus isStatusNewer storageRow arrangeRows formatAge parseSize Collection CollectionStore
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
    intro: 'Completion and descriptions for manifest editors, at an offset of a text.',
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
      'The hooks behind the [components](README.md#components), the types of their props, and the default messages.',
    groups: [
      {
        title: 'Drafts in React',
        intro: 'A draft is the state behind a form. Components that share a draft stay in sync.',
        names: words('useDraft useDraftState useUnsavedChanges focusField UnsavedChanges'),
      },
      {
        title: 'Objects in a cluster',
        intro: 'Follow a list while a component is mounted.',
        names: words('useCollection'),
      },
      {
        title: 'Types of props',
        intro: 'Types that the props of the components use.',
        names: words(
          `ListSource ListContext SecretOption FieldModes FormTheme Navigation NotChecked SubmitManifests SubmitContext WizardStep
          SubmitFailure ManifestFormat DiagnosticsPanelProps DraftPanelProps`,
        ),
      },
      {
        title: 'Strings',
        intro: 'All strings of the components. [Messages](messages.md) describes how to change them.',
        names: words('Messages defaultMessages'),
      },
    ],
  },
  {
    file: 'kubernetes.md',
    title: '`backupstorage-forms/kubernetes`',
    entry: 'src/kubernetes.ts',
    intro:
      'A client for the Kubernetes API that uses only `fetch`. To give a page access to the API, see ' +
      '[Connect to a cluster](cluster.md). The types of the calls are in ' +
      '[`backupstorage-forms/cluster`](cluster-functions.md#the-client).',
    groups: [
      {
        title: 'The client',
        intro: 'Create it once, outside your components.',
        names: words('createKubernetesClient KubernetesClientOptions KubernetesClient'),
      },
      {
        title: 'Errors',
        intro: 'Every call rejects with this error.',
        names: words('KubernetesError KubernetesErrorInit KubernetesCause'),
      },
    ],
  },
  {
    file: 'element.md',
    title: '`backupstorage-forms/element`',
    entry: 'src/element/index.ts',
    intro:
      'The components as custom elements, for pages without React. Importing the entry defines them; ' +
      '[Elements](components/Elements.md) describes how to use them. The types of the events are those of their `detail`.',
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
      { title: 'All elements', intro: '', names: words('NavigateDetail partNames') },
    ],
  },
  {
    file: 'contrib.md',
    title: '`backupstorage-forms/contrib`',
    entry: 'src/contrib.ts',
    intro: 'Optional providers and kinds, off by default. Each is only a schema.',
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
