import 'backupstorage-forms/styles.css'
import { BackupStorageWizard } from 'backupstorage-forms'
import type { BackupStorageWizardProps } from 'backupstorage-forms'
import { stringifyManifests } from 'backupstorage-forms/core'
import axe from 'axe-core'
import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { caseOf } from '../fixtures/cases.ts'
import { linesSeen } from './editorPage.ts'
import { waitFor } from '../waitFor.ts'

// The form is filled from a manifest that is pasted, dropped or opened.

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

describe('starting from a manifest', () => {
  it('fills the form, lists what it has no field for, and keeps that with the comments', async () => {
    await open()
    await box.fill(yaml)
    await expect.element(dialog.getByText('spec.runtimeSettings.pod.priorityClassName')).toBeVisible()
    await button('Fill in the form').click()
    await expect.element(page.getByLabelText(/^Container/)).toHaveValue(String(values.backend.spec['container']))
    await expect.element(page.getByText(/^The form is filled from the manifest/)).toBeVisible()
    await button('Preview').click()
    // The editor draws the lines that fit first, and the rest once it has measured itself.
    for (const line of ['spec: # by hand', 'priorityClassName: high']) {
      await waitFor(() => expect(linesSeen().join('\n')).toContain(line))
    }
  })

  it('can be taken back', async () => {
    await open({ defaultValues: values })
    await box.fill(yaml.replace('container: db-backups', 'container: from-the-text'))
    await button('Fill in the form').click()
    await expect.element(page.getByLabelText(/^Container/)).toHaveValue('from-the-text')
    await button('Undo').click()
    await expect.element(page.getByLabelText(/^Container/)).toHaveValue('db-backups')
  })

  it('takes JSON, and a file', async () => {
    await open()
    const file = new File([stringifyManifests(manifests, 'json')], 'storage.json', { type: 'application/json' })
    await userEvent.upload(dialog.getByLabelText('Choose a file…'), file)
    await button('Fill in the form').click()
    await expect.element(page.getByLabelText(/^Container/)).toHaveValue(String(values.backend.spec['container']))
  })

  it('lets one of several storages be chosen', async () => {
    await open()
    await box.fill(
      `${yaml}---\n${yaml.replaceAll('azure-backup', 'other').replace('container: db-backups', 'container: others')}`,
    )
    await dialog.getByRole('radio', { name: /other/ }).click()
    await button('Fill in the form').click()
    await expect.element(page.getByLabelText(/^Container/)).toHaveValue('others')
  })

  it('says what is wrong with a text that holds none', async () => {
    await open()
    await box.fill('kind: ConfigMap\n')
    await expect.element(dialog.getByText(/There is no BackupStorage here/)).toBeVisible()
    await expect.element(button('Fill in the form')).toBeDisabled()
    await userEvent.keyboard('{Escape}')
    await expect.element(button('Start from a manifest…')).toHaveFocus()
  })

  it('takes nothing of a text that cannot be read whole', async () => {
    await open()
    await box.fill(yaml.replace('\nspec:', '\nkind: Twice\nspec:'))
    await expect.element(dialog.getByText(/A key stands twice/)).toBeVisible()
    await expect.element(button('Fill in the form')).toBeDisabled()
  })

  it('leaves what the host fixed as it is', async () => {
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
