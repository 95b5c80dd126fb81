import type { Meta, StoryObj } from '@storybook/react-vite'
import { BackupStorageForm, ManifestPreview } from 'backupstorage-forms'
import { exampleValues, initialValues, toManifests } from 'backupstorage-forms/core'
import { lazy, Suspense } from 'react'
import { fn } from 'storybook/test'
import { providerOf } from './providerOf.ts'
import { ProviderReference } from './ProviderReference.tsx'
import { schemaOf } from './schemaTexts.ts'

/** The content of a generated stories file. */
export interface ProviderStories {
  /** Everything but the title, which Storybook requires as a literal. */
  meta: Pick<Meta, 'parameters'>
  empty: StoryObj
  filled: StoryObj
  manifest: StoryObj
  /** The provider's page as a story, because the tests skip pages. */
  reference: StoryObj
}

const ProviderDocs = lazy(() => import('./ProviderDocs.tsx'))

const namespaces = ['default', 'demo', 'production']

/**
 * Returns the stories of a provider, and its reference page.
 *
 * @param file - the path of its schema below `schemas/`
 */
export function providerStories(file: string): ProviderStories {
  const { provider, options } = providerOf(file)
  const schema = schemaOf(file)
  // Compiled providers don't contain the examples.
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
