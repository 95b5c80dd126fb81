import { type BackupStorageValues, toManifests } from 'backupstorage-forms/core'
import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { caseOf } from '../fixtures/cases.ts'
import { providerOption } from '../formSteps.ts'
import { manifestOf, rowOf, secretsOf, storages, withReferences } from './consolePage.ts'
import { type Keyboard, keyboardOf } from './keyboard.ts'
import { startConsole } from './startConsole.ts'

// The console used with only the keyboard, in a real browser. The focused control is read from the browser's own
// accessibility tree.

const timeout = 60_000

const console = await startConsole()

/** The action at a control once Tab has reached it. */
type Stop = (keys: Keyboard) => Promise<void>

const stop =
  (role: string, name: string, act: Stop): Stop =>
  async (keys) => {
    await keys.tabTo(role, name)
    await act(keys)
  }

const write = (name: string, value: unknown): Stop => stop('textbox', name, (keys) => keys.type(String(value)))

/** Switches on and off again to select off. */
const toggle = (name: string, on: boolean): Stop =>
  stop('checkbox', name, async (keys) => {
    await keys.press('Space')
    if (!on) await keys.press('Space')
  })

/** Selects an option by typing its first letters. */
const select = (name: string, letters: string, option: string): Stop =>
  stop('combobox', name, async (keys) => {
    await keys.type(letters)
    expect((await keys.focused()).value, name).toContain(option)
  })

const chooseProvider = (title: string): Stop =>
  stop('radio', 'S3', async (keys) => {
    if (title !== 'S3') await keys.move('ArrowRight', title)
  })

const open = (section: string): Stop =>
  stop('button', `Expand ${section}`, async (keys) => {
    await keys.press('Enter')
    expect(await keys.focused()).toMatchObject({ role: 'button', name: `Collapse ${section}` })
  })

/** Adds a row, which focuses its key. */
const addRow = (title: string, key: string, value: string): Stop =>
  stop('button', `Add new: ${title}`, async (keys) => {
    await keys.press('Enter')
    expect(await keys.focused()).toMatchObject({ role: 'textbox', name: `${title} 1: Key` })
    await keys.type(key)
    await write(`${title} 1: Value`, value)(keys)
  })

/** Moves to another source and back with the arrow keys, which restores the fields. */
const otherSourceAndBack: Stop = stop('radio', 'New Secret', async (keys) => {
  await keys.move('ArrowRight', 'Existing Secret')
  await keys.move('ArrowLeft', 'New Secret')
})

interface Run {
  /** The expected values. */
  values: BackupStorageValues
  /** The stops before the backend, and those of the provider, in form order. */
  common: Stop[]
  provider: Stop[]
  /** A field that is first filled in with an invalid value, and the valid one. */
  faulty: { name: string; wrong: string; message: RegExp; right: string }
}

/** Returns the values of a case with another name. */
function valuesOf(file: string, name: string): BackupStorageValues {
  return { ...caseOf(file).values, name }
}

function runs(): Run[] {
  const s3 = valuesOf('s3-new-secret', 'keyboard-s3')
  const azure = valuesOf('azure-guide', 'keyboard-azure')
  const gcs = valuesOf('gcs-new-secret', 'keyboard-gcs')
  const local = valuesOf('local-nfs', 'keyboard-local')
  const { auth, spec } = s3.backend
  return [
    {
      values: s3,
      common: [
        select('Deletion Policy', 'Wipe', 'WipeOut'),
        open('Usage'),
        toggle('Make default', true),
        select('Allowed Namespaces', 'All', 'All namespaces'),
      ],
      provider: [
        otherSourceAndBack,
        write('AWS Access Key ID', auth.AWS_ACCESS_KEY_ID),
        write('AWS Secret Access Key', auth.AWS_SECRET_ACCESS_KEY),
        write('Bucket', 'my-backups/demo'),
        // The service fills in Endpoint, and Region becomes a list.
        select('Service', 'Amaz', 'Amazon S3'),
        stop('combobox', 'Region', (keys) => keys.type(String(spec.region))),
        write('Prefix', spec.prefix),
        open('More options'),
        toggle('Insecure TLS', false),
        write('Max Connections', spec.maxConnections),
      ],
      faulty: {
        name: 'Bucket',
        wrong: 'my-backups/demo',
        message: /can't contain slashes/,
        right: String(spec.bucket),
      },
    },
    {
      values: azure,
      common: [
        open('Labels & Annotations'),
        addRow('Labels', 'team', 'platform'),
        addRow('Annotations', 'example.com/contact', 'backup team'),
        open('Security Context'),
        write('Run as User', azure.securityContext.runAsUser),
      ],
      provider: [
        otherSourceAndBack,
        write('Account Key', azure.backend.auth.AZURE_ACCOUNT_KEY),
        write('Account Name', azure.backend.auth.AZURE_ACCOUNT_NAME),
        write('Container', 'DB'),
        write('Prefix', azure.backend.spec.prefix),
        open('More options'),
        write('Max Connections', azure.backend.spec.maxConnections),
      ],
      faulty: {
        name: 'Container',
        wrong: 'DB',
        message: /at least 3 characters/,
        right: String(azure.backend.spec.container),
      },
    },
    {
      values: gcs,
      common: [],
      provider: [
        otherSourceAndBack,
        write('Google Project ID', gcs.backend.auth.GOOGLE_PROJECT_ID),
        write('Google Service Account JSON Key', gcs.backend.auth.GOOGLE_SERVICE_ACCOUNT_JSON_KEY),
        write('Bucket', 'B'),
        write('Prefix', gcs.backend.spec.prefix),
      ],
      faulty: { name: 'Bucket', wrong: 'B', message: /at least 3 characters/, right: String(gcs.backend.spec.bucket) },
    },
    {
      values: local,
      common: [open('Security Context'), write('File System Group', local.securityContext.fsGroup)],
      provider: [
        write('Mount Path', 'safe/data'),
        write('Sub Path', local.backend.spec.subPath),
        stop('radio', 'Persistent Volume Claim', (keys) => keys.move('ArrowRight', 'NFS')),
        write('Server', 'nfs.example.com'),
        write('Path', '/exports/backups'),
        toggle('Read Only', false),
      ],
      faulty: {
        name: 'Mount Path',
        wrong: 'safe/data',
        message: /must start with a slash/,
        right: String(local.backend.spec.mountPath),
      },
    },
  ]
}

const isInMain = (page: Page): Promise<boolean> => page.evaluate(() => document.activeElement?.closest('main') !== null)

async function go(page: Page, { values, common, provider, faulty }: Run): Promise<void> {
  const keys = await keyboardOf(page)
  await page.getByRole('link', { name: 'Create New Instance' }).waitFor()
  await keys.tabTo('link', 'Create New Instance')
  await keys.press('Enter')
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
  expect(await keys.focused()).toMatchObject({ role: 'heading', name: 'Create BackupStorage' })

  await keys.tabTo('combobox', 'Namespace')
  await keys.choose('de', 'demo')
  await write('Name', values.name)(keys)
  for (const act of common) await act(keys)
  const { provider: name } = values.backend
  await chooseProvider(providerOption(name))(keys)
  for (const act of provider) await act(keys)
  await keys.tabTo('button', 'Preview')
  expect(await keys.missed(), 'controls that Tab passed over').toEqual([])

  // The last control doesn't trap the focus: Tab leaves it and comes back.
  await keys.press('Tab')
  expect(await isInMain(page), 'Tab leads out of the form').toBe(false)
  await keys.tabTo('button', 'Preview', { back: true })

  await keys.press('Enter')
  const field = await keys.focused()
  expect(field).toMatchObject({ role: 'textbox', name: faulty.name, value: faulty.wrong })
  expect(field.description).toMatch(faulty.message)
  await keys.press('Control+A')
  await keys.type(faulty.right)
  await keys.tabTo('button', 'Preview')
  await keys.press('Enter')
  expect(await keys.focused()).toMatchObject({ role: 'heading', name: 'Manifest' })
  await manifestOf(page).waitFor()

  await keys.tabTo('button', 'Submit')
  await keys.press('Enter')
  const storage = `demo/${values.name}`
  expect(
    ['Submitting…', 'Submit', 'Creating BackupStorage…', `BackupStorage ${storage}`],
    'what has the focus meanwhile',
  ).toContain(await page.evaluate(() => document.activeElement?.textContent))
  await page.getByText('The storage is Ready').waitFor()
  await keys.tabTo('button', 'Done')
  await keys.press('Enter')
  await page.getByRole('heading', { name: storage, exact: true }).waitFor()
  expect(await keys.focused()).toMatchObject({ role: 'heading', name: storage })

  // From its page to the list, and from its row back to its page.
  await keys.tabTo('link', 'BackupStorage', { back: true })
  await keys.press('Enter')
  await rowOf(page, values.name).waitFor()
  expect(await keys.focused()).toMatchObject({ role: 'heading', name: 'BackupStorage' })
  await keys.tabTo('searchbox', 'Search BackupStorage')
  await keys.type(values.name)
  await page.getByText('Showing 1 to 1 of 1 item').waitFor()
  await keys.tabTo('button', 'Name')
  await keys.press('ArrowDown')
  expect(await keys.focused()).toMatchObject({ role: 'link', name: values.name })
  await keys.press('Enter')
  await page.getByRole('heading', { name: storage, exact: true }).waitFor()
}

describe.concurrent('keyboard navigation from the list through an empty form to a ready storage', () => {
  it.each(runs().map((run) => [run.values.backend.provider, run] as const))(
    'works for %s',
    { timeout },
    async (_name, run) => {
      const manifests = withReferences(toManifests(run.values))
      await console.visit((page) => go(page, run), { secrets: secretsOf(manifests) })
      const sent = manifests.at(-1)
      const { body } = await console.api('GET', `${storages}/${run.values.name}`)
      expect(body).toMatchObject({ metadata: sent?.metadata as object, spec: sent?.spec as object })
    },
  )
})
