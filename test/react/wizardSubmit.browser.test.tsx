import 'backupstorage-forms/styles.css'
import { BackupStorageWizard } from 'backupstorage-forms'
import type { BackupStorageWizardProps } from 'backupstorage-forms'
import type { Manifest } from 'backupstorage-forms/core'
import type { SubmitClient } from 'backupstorage-forms/cluster'
import axe from 'axe-core'
import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { caseOf } from '../fixtures/cases.ts'
import { linesSeen, markup } from './editorPage.ts'
import { waitFor } from '../waitFor.ts'

// Submitting as one operation: existing Secrets, lost responses, and double clicks.

const { values } = caseOf('s3-new-secret')
const secretName = `${values.name}-storage-cred`
const secretValue = String(values.backend.auth['AWS_SECRET_ACCESS_KEY'])
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const radio = (name: string) => page.getByRole('radio', { name, exact: true })
const seen = (): string => linesSeen().join('\n')

async function start(props: Partial<BackupStorageWizardProps> = {}): Promise<void> {
  await render(
    <main>
      <BackupStorageWizard defaultValues={values} {...props} />
    </main>,
  )
  await button('Preview').click()
  await waitFor(() => expect(seen()).toContain('kind: BackupStorage'))
}

interface Cluster extends SubmitClient {
  /** The writes, in order. */
  written: [verb: string, kind: string, what: object][]
  objects: Map<string, Manifest>
}

function refusal(status: number, reason: string, message: string, kind: string): Error {
  return Object.assign(new Error(message), { status, reason, object: { kind } })
}

/** Returns a client of a cluster with these Secrets. */
function clusterWith(secrets: readonly string[], answers: Partial<SubmitClient> = {}): Cluster {
  const objects = new Map<string, Manifest>()
  const written: Cluster['written'] = []
  for (const name of secrets) {
    objects.set(`Secret ${name}`, { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: values.namespace } })
  }
  return {
    written,
    objects,
    get: async ({ kind, name }) => {
      const found = objects.get(`${kind} ${name}`)
      if (!found) throw refusal(404, 'NotFound', 'It is not there.', kind)
      return { ...found, status: { phase: 'Ready' } }
    },
    create: async (manifest, options) => {
      const key = `${manifest.kind} ${String(manifest.metadata['name'])}`
      if (objects.has(key)) throw refusal(409, 'AlreadyExists', `${key} exists already.`, manifest.kind)
      if (!options?.dryRun) {
        written.push(['create', manifest.kind, manifest])
        objects.set(key, manifest)
      }
      return manifest
    },
    update: async (manifest) => manifest,
    patch: async (reference, changes, options) => {
      const { kind, name } = reference
      const found = objects.get(`${kind} ${name}`)
      if (!found) throw refusal(404, 'NotFound', 'It is not there.', kind)
      if (!options?.dryRun) written.push(['patch', kind, changes])
      return found
    },
    delete: async ({ kind, name }) => {
      written.push(['delete', kind, {}])
      objects.delete(`${kind} ${name}`)
    },
    ...answers,
  }
}

const choice = page.getByRole('group', { name: /already exists/ })

async function expectAccessible(): Promise<void> {
  const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } })
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
}

describe('a user without permission', () => {
  const client = (allowed: (namespace: string) => boolean): SubmitClient => ({
    ...clusterWith([]),
    namespaces: () => Promise.resolve(['demo', 'production']),
    permission: (_verb, { namespace = '' }) => Promise.resolve({ allowed: allowed(namespace), reason: '' }),
  })

  it('reads it above the form, and gets no Submit', async () => {
    const onSubmit = vi.fn()
    await start({ client: client(() => false), onSubmit })
    expect(button('Submit').query()).toBeNull()
    await button('Previous').click()
    const notice = page.getByText(
      `You don't have permission to create a BackupStorage in namespace ${values.namespace}.`,
    )
    await expect.element(notice).toBeVisible()
    const order = notice.element().compareDocumentPosition(page.getByLabelText(/^Bucket/).element())
    expect(order & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy()
  })

  it('reads it for all namespaces before one is selected, and nothing where it may create', async () => {
    await render(<BackupStorageWizard client={client(() => false)} />)
    await expect.element(page.getByText(/permission to create a BackupStorage in any namespace/)).toBeVisible()
    await render(<BackupStorageWizard client={client((namespace) => namespace === 'production')} />)
    await waitFor(() => expect(document.querySelectorAll('.bsf-wizard')).toHaveLength(2))
    expect(document.querySelectorAll('.bsf-wizard')[1]?.textContent).not.toContain("You don't have permission")
  })
})

describe('an existing Secret', () => {
  it('needs a decision before anything is sent, and Submit leads to it', async () => {
    const cluster = clusterWith([secretName])
    await start({ client: cluster })
    await expect.element(choice).toBeVisible()
    await expect.element(page.getByText(/^The Secret already exists/)).toBeVisible()
    await button('Submit').click()
    await expect.element(radio('Use it unchanged')).toHaveFocus()
    expect(cluster.written).toEqual([])
    expect(
      document.documentElement.outerHTML + markup(document.querySelector('.bsf-preview') ?? document),
    ).not.toContain(secretValue)
  })

  it('can be used unchanged: the draft references it, and typed credentials are not written', async () => {
    const cluster = clusterWith([secretName])
    await start({ client: cluster })
    await button('Continue').click()
    await expect.element(page.getByRole('status').filter({ hasText: 'Dry run passed.' })).toHaveFocus()
    await waitFor(() => expect(seen()).not.toContain('kind: Secret'))
    expect(seen()).toContain(`secretName: ${secretName}`)
    await button('Submit').click()
    await expect.element(page.getByText(/ created\.$/)).toBeVisible()
    expect(cluster.written).toMatchObject([['create', 'BackupStorage', {}]])
  })

  it('can be updated with the new values, after a confirmation', async () => {
    const cluster = clusterWith([secretName])
    await start({ client: cluster })
    await radio('Use it unchanged').click()
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(radio('Replace its values')).toHaveAccessibleDescription(/Everything that uses this Secret/)
    await expect.element(radio('Replace its values')).toBeChecked()
    await button('Continue').click()
    await expect.element(page.getByText('Dry run passed.')).toBeVisible()
    await button('Submit').click()
    await expect.element(page.getByText(/ created\.$/)).toBeVisible()
    expect(cluster.written).toMatchObject([
      ['patch', 'Secret', { stringData: { AWS_SECRET_ACCESS_KEY: secretValue } }],
      ['create', 'BackupStorage', {}],
    ])
  })

  it('can be kept by choosing another name, which is validated like in the form', async () => {
    const cluster = clusterWith([secretName, `${secretName}-2`])
    await start({ client: cluster })
    await radio('Use another name').click()
    const name = page.getByLabelText('Name of the new Secret')
    await expect.element(name).toHaveValue(`${secretName}-2`)
    await name.fill('Not A Name')
    await button('Continue').click()
    await expect.element(name).toHaveFocus()
    await expect.element(name).toHaveAccessibleDescription(/can't contain spaces/)
    await name.fill(secretName)
    await button('Continue').click()
    await expect.element(name).toHaveAccessibleDescription(/already exists/)
    await name.fill(`${secretName}-2`)
    await button('Continue').click()
    await expect.element(page.getByRole('group', { name: new RegExp(`${secretName}-2 already exists`) })).toBeVisible()
    await radio('Use another name').click()
    await expect.element(name).toHaveValue(`${secretName}-3`)
    await button('Continue').click()
    await expect.element(page.getByText('Dry run passed.')).toBeVisible()
    expect(seen()).toContain(`name: ${secretName}-3`)
    expect(seen()).toContain(`secretName: ${secretName}-3`)
    await button('Submit').click()
    await expect.element(page.getByText(/ created\.$/)).toBeVisible()
    expect(cluster.objects.has(`Secret ${secretName}-3`)).toBe(true)
  })

  it('needs a decision if only the write detects it, and receives the focus', async () => {
    const cluster = clusterWith([])
    await start({ client: cluster })
    await expect.element(page.getByText('Dry run passed.')).toBeVisible()
    cluster.objects.set(`Secret ${secretName}`, { apiVersion: 'v1', kind: 'Secret', metadata: {} })
    await button('Submit').click()
    await expect.element(radio('Use it unchanged')).toHaveFocus()
    await button('Continue').click()
    await expect.element(page.getByText('Dry run passed.')).toBeVisible()
  })
})

describe('Submit', () => {
  it('submits once when clicked twice', async () => {
    const cluster = clusterWith([])
    const slow: SubmitClient = {
      ...cluster,
      create: async (manifest, options) => {
        await new Promise((resolve) => setTimeout(resolve, 100))
        return cluster.create(manifest, options)
      },
    }
    await start({ client: slow })
    await button('Submit').dblClick()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByText(/ created\.$/)).toBeVisible()
    expect(cluster.written.map(([verb, kind]) => [verb, kind])).toEqual([
      ['create', 'Secret'],
      ['create', 'BackupStorage'],
    ])
  })

  it('finds the created objects after a lost response, even if the user returns to the form in between', async () => {
    let isLost = true
    const cluster = clusterWith([])
    const flaky: SubmitClient = {
      ...cluster,
      get: async (reference) => {
        if (isLost) throw new Error('No answer.')
        return cluster.get(reference)
      },
      create: async (manifest, options) => {
        const managed = { managedFields: [{ manager: 'backupstorage-forms' }] }
        const metadata = { ...manifest.metadata, creationTimestamp: new Date().toISOString(), ...managed }
        const kept = await cluster.create({ ...manifest, metadata }, options)
        if (isLost && !options?.dryRun) throw new Error('No answer.')
        return kept
      },
    }
    await start({ client: flaky })
    await button('Submit').click()
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent(`whether this was written: Secret ${values.namespace}/${secretName}.`)
    isLost = false
    await button('Previous').click()
    await button('Preview').click()
    await button('Submit').click()
    await expect.element(page.getByText(/ created\.$/)).toBeVisible()
    expect(cluster.written.map(([verb, kind]) => [verb, kind])).toEqual([
      ['create', 'Secret'],
      ['patch', 'Secret'],
      ['create', 'BackupStorage'],
    ])
  })

  it('tells the host how to write', async () => {
    const onSubmit = vi.fn(async () => undefined)
    await start({ client: clusterWith([secretName]), onSubmit })
    await radio('Replace its values').click()
    await button('Continue').click()
    await expect.element(page.getByText('Dry run passed.')).toBeVisible()
    await button('Submit').click()
    await waitFor(() => expect(onSubmit).toHaveBeenCalled())
    expect(onSubmit).toHaveBeenCalledWith(expect.anything(), expect.objectContaining({ secrets: 'replace' }))
  })
})

describe.each(['light', 'dark'])('the question about a Secret in %s mode', (scheme) => {
  it.each([1200, 400])('is accessible at %i px', async (width) => {
    document.documentElement.style.colorScheme = scheme
    document.documentElement.style.background = 'Canvas'
    await page.viewport(width, 800)
    await start({ client: clusterWith([secretName]) })
    await radio('Use another name').click()
    await page.getByLabelText('Name of the new Secret').fill('Not A Name')
    await button('Continue').click()
    await expectAccessible()
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
    document.documentElement.style.colorScheme = ''
  })
})
