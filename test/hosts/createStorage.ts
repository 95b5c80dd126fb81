import type { Page } from 'playwright'
import { expect } from 'vitest'
import {
  credentialsOf,
  expectHidden,
  formOf,
  manifestOf,
  manifestText,
  press,
  preview,
  readManifest,
  secretsOf,
} from '../console/consolePage.ts'
import { checkSteps, takeSteps } from '../console/takeSteps.ts'
import { caseOf } from '../fixtures/cases.ts'
import { stepsFor } from '../formSteps.ts'
import type { Cluster } from './startCluster.ts'

const { values, manifests } = caseOf('s3-new-secret')
const namespaced = '/namespaces/demo'

/** Values that must not appear in anything that a page stores or sends elsewhere. */
export const secrets = secretsOf(manifests)

/**
 * Goes from an empty form, through the preview and back, to a storage in the cluster.
 *
 * @param heading the host's heading at the end
 */
export async function createStorage(page: Page, cluster: Cluster, heading = 'Done'): Promise<void> {
  const steps = stepsFor(values)
  await takeSteps(steps, formOf(page))
  await preview(page)
  await expectPreview(page)
  await press(page, 'Previous')
  await checkSteps(steps, formOf(page))
  await preview(page)
  await submit(page, cluster)
  await page.getByRole('heading', { name: heading, exact: true }).waitFor()
}

/** Checks that the preview masks the secret until it is revealed, and can be edited. */
async function expectPreview(page: Page): Promise<void> {
  expect(await manifestText(page)).toContain('bucket: my-backups')
  await expectHidden(page, secrets, 'the preview')
  await press(page, 'Show secrets')
  expect((await readManifest(page, 'YAML')).manifests).toEqual(manifests)
  await press(page, 'Hide secrets')
  await manifestOf(page).press('ControlOrMeta+End')
  await page.keyboard.type('# typed by a person')
  expect(await manifestText(page)).toContain('# typed by a person')
}

/** Submits the preview, and waits until the operator has processed it. */
async function submit(page: Page, cluster: Cluster): Promise<void> {
  await press(page, 'Submit')
  await page.getByText('BackupStorage demo/s3-backup created.', { exact: true }).waitFor()
  await page.getByText('The storage is Ready. BackupConfigurations and RetentionPolicies can use it.').waitFor()

  const storage = await cluster.read(`/apis/storage.kubestash.com/v1alpha1${namespaced}/backupstorages/s3-backup`)
  expect(storage).toMatchObject({ spec: manifests[1]?.spec as object })
  const { data } = (await cluster.read(`/api/v1${namespaced}/secrets/s3-backup-storage-cred`)) as { data: object }
  const decoded = Object.entries(data).map(([key, value]) => [key, Buffer.from(String(value), 'base64').toString()])
  expect(Object.fromEntries(decoded)).toEqual(credentialsOf(manifests))
  await press(page, 'Done')
}
