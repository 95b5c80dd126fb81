import type { Meta, StoryObj } from '@storybook/react-vite'
import { BackupStorageForm, ManifestPreview } from 'backupstorage-forms'
import { exampleValues, initialValues, toManifests } from 'backupstorage-forms/core'
import { lazy, Suspense } from 'react'
import { fn } from 'storybook/test'
import { providerOf } from './providerOf.ts'
import { ProviderReference } from './ProviderReference.tsx'
import { schemaOf } from './schemaTexts.ts'

/** What a generated file of stories takes its stories from. */
export interface ProviderStories {
  /** All but the title, which Storybook must find written out. */
  meta: Pick<Meta, 'parameters'>
  empty: StoryObj
  filled: StoryObj
  manifest: StoryObj
  /** What the page of the provider tells, for the tests: the page is no story. */
  reference: StoryObj
}

const ProviderDocs = lazy(() => import('./ProviderDocs.tsx'))

const namespaces = ['default', 'demo', 'production']

/**
 * The stories of a provider, and the page that tells what its schema says.
 *
 * @param file - its schema, by the path below `schemas/`
 */
export function providerStories(file: string): ProviderStories {
  const { provider, options } = providerOf(file)
  const schema = schemaOf(file)
  // A provider that was compiled has lost the examples.
  const filled = exampleValues(provider.name, { ...options, providers: [{ ...provider, schema }] })
  const form = { ...options, namespaces, onCancel: fn(), onPreview: fn() }
  const told = { schema, filled, options }
  const page = () => (
    <Suspense>
      <ProviderDocs {...told} />
    </Suspense>
  )
  return {
    meta: { parameters: { docs: { page } } },
    empty: { render: () => <BackupStorageForm {...form} defaultValues={initialValues(provider.name, options)} /> },
    filled: { render: () => <BackupStorageForm {...form} defaultValues={filled} /> },
    manifest: {
      render: () => <ManifestPreview manifests={toManifests(filled, options)} options={options} onSubmit={fn()} />,
    },
    reference: { render: () => <ProviderReference {...told} /> },
  }
}
