import 'backupstorage-forms/styles.css'
import { BackupStorageWizard } from 'backupstorage-forms'
import type { BackupStorageWizardProps } from 'backupstorage-forms'
import { contribKinds } from 'backupstorage-forms/contrib'
import { stringifyManifests } from 'backupstorage-forms/core'
import axe from 'axe-core'
import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { caseOf } from '../fixtures/cases.ts'
import { linesSeen } from './editorPage.ts'
import { waitFor } from '../waitFor.ts'

// Filling in the form from a pasted, dropped or opened manifest.

const { values, manifests } = caseOf('azure-guide')
const yaml = stringifyManifests(manifests, 'yaml')
  .replace('\nspec:', '\nspec: # by hand')
  .replace('    pod:', '    pod:\n      priorityClassName: high')
const button = (name: string) => page.getByRole('button', { name, exact: true })
const dialog = page.getByRole('dialog')
const box = dialog.getByLabelText('Manifest')

async function open(props: Partial<BackupStorageWizardProps> = {}): Promise<void> {
  await render(
    <main>
      <BackupStorageWizard onSubmit={vi.fn()} {...props} />
    </main>,
  )
  await button('Start from a manifest…').click()
  await expect.element(box).toBeVisible()
}

describe('importing a manifest', () => {
  it('fills in the form, lists unmapped fields, and keeps them with the comments', async () => {
    await open()
    await box.fill(yaml)
    await expect.element(dialog.getByText('spec.runtimeSettings.pod.priorityClassName')).toBeVisible()
    await button('Fill in the form').click()
    await expect.element(page.getByLabelText(/^Container/)).toHaveValue(String(values.backend.spec['container']))
    await expect.element(page.getByText(/^Filled in from the manifest/)).toBeVisible()
    await button('Preview').click()
    // The editor renders the visible lines first, and the rest after measuring itself.
    for (const line of ['spec: # by hand', 'priorityClassName: high']) {
      await waitFor(() => expect(linesSeen().join('\n')).toContain(line))
    }
  })

  it('never shows a value of a Secret, pasted or from a file', async () => {
    await open()
    const shown = (): string => (box.element() as HTMLTextAreaElement).value
    const [secret] = manifests.map((one) => Object.values((one['stringData'] ?? {}) as Record<string, string>)).flat()
    expect(secret).toBeTypeOf('string')
    await box.fill(yaml)
    expect(shown()).toContain('kind: BackupStorage')
    expect(shown()).not.toContain(secret)
    await box.fill(yaml.slice(yaml.indexOf('stringData')).replace(':', ': "'))
    expect(shown()).not.toContain(secret)
    const file = new File([yaml], 'storage.yaml', { type: 'application/yaml' })
    await userEvent.upload(dialog.getByLabelText('Choose a file…'), file)
    await expect.element(box).toHaveValue(expect.stringContaining('kind: BackupStorage'))
    expect(shown()).not.toContain(secret)
  })

  it('can be undone', async () => {
    await open({ defaultValues: values })
    await box.fill(yaml.replace('container: db-backups', 'container: from-the-text'))
    await button('Fill in the form').click()
    await expect.element(page.getByLabelText(/^Container/)).toHaveValue('from-the-text')
    await button('Undo: Manifest').click()
    await expect.element(page.getByLabelText(/^Container/)).toHaveValue('db-backups')
  })

  it('accepts JSON, and a file', async () => {
    await open()
    const file = new File([stringifyManifests(manifests, 'json')], 'storage.json', { type: 'application/json' })
    await userEvent.upload(dialog.getByLabelText('Choose a file…'), file)
    await button('Fill in the form').click()
    await expect.element(page.getByLabelText(/^Container/)).toHaveValue(String(values.backend.spec['container']))
  })

  it('lets the user choose one of several storages', async () => {
    await open()
    await box.fill(
      `${yaml}---\n${yaml.replaceAll('azure-backup', 'other').replace('container: db-backups', 'container: others')}`,
    )
    await dialog.getByRole('radio', { name: /other/ }).click()
    await button('Fill in the form').click()
    await expect.element(page.getByLabelText(/^Container/)).toHaveValue('others')
  })

  it('explains why a text without a storage is rejected', async () => {
    await open()
    await box.fill('kind: ConfigMap\n')
    await expect.element(dialog.getByText(/No BackupStorage found/)).toBeVisible()
    await expect.element(button('Fill in the form')).toBeDisabled()
    await userEvent.keyboard('{Escape}')
    await expect.element(button('Start from a manifest…')).toHaveFocus()
  })

  it('rejects a text that is only partly readable', async () => {
    await open()
    await box.fill(yaml.replace('\nspec:', '\nkind: Twice\nspec:'))
    await expect.element(dialog.getByText(/Duplicate key/)).toBeVisible()
    await expect.element(button('Fill in the form')).toBeDisabled()
  })

  it('keeps fields fixed by the host', async () => {
    const start = { ...values, namespace: 'fixed-here' }
    await open({ defaultValues: start, fields: { '/namespace': 'fixed' } })
    await box.fill(yaml)
    await button('Fill in the form').click()
    await button('Preview').click()
    await waitFor(() => expect(linesSeen().join('\n')).toContain('namespace: fixed-here'))
  })

  it('is accessible', async () => {
    await open()
    await box.fill(yaml)
    await expect.element(dialog.getByText('spec.runtimeSettings.pod.priorityClassName')).toBeVisible()
    const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } })
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  })
})

describe('importing from another tool', () => {
  const stash = `apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata: {name: orders, namespace: demo}
spec:
  backend:
    s3: {endpoint: https://s3.us-east-1.amazonaws.com, bucket: my-backups, region: us-east-1, prefix: stash/orders}
    storageSecretName: s3-secret
  wipeOut: true
`
  const velero = `apiVersion: velero.io/v1
kind: BackupStorageLocation
metadata: {name: default, namespace: velero}
spec:
  provider: velero.io/gcp
  objectStorage: {bucket: my-velero-backups}
  credential: {name: cloud-credentials, key: cloud}
`
  it('fills in the form, and lists the entries that are not carried over', async () => {
    await open()
    await box.fill(stash)
    await expect.element(dialog.getByText('Start from a Stash Repository:')).toBeVisible()
    await expect.element(dialog.getByText('1 entry is not carried over:')).toBeVisible()
    await expect.element(dialog.getByText('spec.wipeOut', { exact: true })).toBeVisible()
    await expect.element(dialog.getByText(/Backups made with Stash stay where they are/)).toBeVisible()
    await button('Fill in the form').click()
    await expect.element(page.getByLabelText(/^Bucket/)).toHaveValue('my-backups')
    await expect.element(page.getByLabelText(/^Secret Name/)).toHaveValue('s3-secret')
    await button('Undo: Manifest').click()
    await expect.element(page.getByLabelText(/^Bucket/)).toHaveValue('')
  })

  it('offers every storage in a text, named for what it is', async () => {
    await open()
    await box.fill([yaml, stash, velero].join('---\n'))
    for (const name of [
      `${values.namespace}/${values.name} (azure)`,
      'demo/orders (Stash Repository, s3)',
      'velero/default (Velero BackupStorageLocation, gcs)',
    ])
      await expect.element(dialog.getByRole('radio', { name, exact: true })).toBeVisible()
    await dialog.getByRole('radio', { name: /velero/ }).click()
    await expect.element(dialog.getByText(/The credentials file of Velero can't be read here/)).toBeVisible()
    await button('Fill in the form').click()
    await expect.element(page.getByLabelText(/^Bucket/)).toHaveValue('my-velero-backups')
    await expect.element(page.getByLabelText(/^Google Service Account JSON Key/)).toBeInvalid()
  })

  it('is not offered for another kind of form', async () => {
    await open(contribKinds.velero)
    await expect.element(dialog.getByText(/^Paste YAML or JSON with a BackupStorageLocation, or/)).toBeVisible()
    await box.fill(stash)
    await expect.element(dialog.getByText(/No BackupStorageLocation found/)).toBeVisible()
    await box.fill(velero)
    await expect.element(dialog.getByText(/not carried over/)).not.toBeInTheDocument()
    await expect.element(button('Fill in the form')).toBeEnabled()
  })
})
