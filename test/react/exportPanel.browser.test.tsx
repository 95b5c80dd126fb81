import 'backupstorage-forms/styles.css'
import { ManifestPreview } from 'backupstorage-forms'
import type { ManifestPreviewProps } from 'backupstorage-forms'
import type { BackupStorageValues } from 'backupstorage-forms/core'
import { createDraft, parseManifests } from 'backupstorage-forms/core'
import axe from 'axe-core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { caseOf } from '../fixtures/cases.ts'
import { linesSeen, markup } from './editorPage.ts'
import { waitFor } from '../waitFor.ts'

// Exports without a Secret, for repositories that must not contain one.

const { values, manifests } = caseOf('s3-new-secret')
const secret = String(values.backend.auth['AWS_SECRET_ACCESS_KEY'])
const button = (name: string) => page.getByRole('button', { name, exact: true })
const panel = page.getByRole('dialog')
const menu = page.getByRole('button', { name: 'Other ways to copy' })

async function choose(way: string): Promise<void> {
  await menu.click()
  await page.getByRole('menuitem', { name: way }).click()
}

afterEach(() => vi.restoreAllMocks())

async function open(props: Partial<ManifestPreviewProps> = {}, of: BackupStorageValues = values) {
  const draft = createDraft({ values: of })
  await render(
    <main>
      <ManifestPreview {...({ draft, ...props } as ManifestPreviewProps)} />
    </main>,
  )
  await waitFor(() => expect(linesSeen().join('\n')).toContain('kind: BackupStorage'))
  return draft
}

/** Returns the clipboard's content after Copy. */
function clipboard(): string[] {
  const copies: string[] = []
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void copies.push(text))
  return copies
}

describe('exported credentials', () => {
  it('can be an ExternalSecret, once its store is known', async () => {
    const copies = clipboard()
    await open()
    await choose('Replace the Secret: ExternalSecret')
    const store = panel.getByLabelText(/^Secret Store/)
    await expect.element(store).toHaveValue('')
    await expect.element(store).toHaveAttribute('aria-invalid', 'false')
    await panel.getByRole('button', { name: 'Copy' }).click()
    await expect.element(store).toHaveFocus()
    await expect.element(store).toHaveAttribute('aria-invalid', 'true')
    await expect.element(store).toHaveAccessibleDescription(/Secret Store/)
    expect(copies).toEqual([])

    await store.fill('vault')
    await panel.getByLabelText(/^Remote Key\b/).fill('backup/{secretName}')
    await panel.getByText('Other Properties', { exact: true }).click()
    await panel.getByLabelText('Other Properties: AWS_ACCESS_KEY_ID').fill('id')
    await panel.getByRole('button', { name: 'Copy' }).click()
    await expect.element(page.getByText('Copied', { exact: false }).first()).toBeVisible()
    const [external, storage] = parseManifests(copies[0] ?? '').manifests
    expect(storage).toEqual(manifests[1])
    expect(external).toMatchObject({
      kind: 'ExternalSecret',
      spec: {
        secretStoreRef: { kind: 'SecretStore', name: 'vault' },
        data: [
          { secretKey: 'AWS_ACCESS_KEY_ID', remoteRef: { property: 'id' } },
          { secretKey: 'AWS_SECRET_ACCESS_KEY', remoteRef: { property: 'AWS_SECRET_ACCESS_KEY' } },
        ],
      },
    })
    expect(copies[0]).not.toContain(secret)
    expect(markup()).not.toContain(secret)
    await expect
      .element(panel.getByRole('group', { name: 'Content to copy' }))
      .toHaveTextContent('kind: ExternalSecret')
  })

  it("can be a comment in YAML, and JSON explains that it can't", async () => {
    const copies = clipboard()
    await open()
    await choose('Replace the Secret: A comment')
    await expect.element(panel).toHaveTextContent(/# .*AWS_SECRET_ACCESS_KEY/)
    await button('Close').click()
    await button('JSON').click()
    await choose('Replace the Secret: A comment')
    await expect.element(panel.getByText('JSON has no comments. Choose YAML.')).toBeVisible()
    await panel.getByRole('button', { name: 'Copy' }).click()
    expect(copies).toEqual([])
    await button('Close').click()
    await button('YAML').click()
    await choose('Replace the Secret: A comment')
    await panel.getByRole('button', { name: 'Copy' }).click()
    await waitFor(() => expect(copies).toHaveLength(1))
    expect(copies[0]).toContain('# ')
    expect(copies[0]).not.toContain('kind: Secret')
  })

  it('are chosen in a menu with the keyboard, and the text stays where it is', async () => {
    await open()
    const top = (): number => document.querySelector('.bsf-preview-text')?.getBoundingClientRect().top ?? 0
    const before = top()
    const item = (name: string) => page.getByRole('menuitem', { name })
    menu.element().focus()
    await expect.element(menu).toHaveAttribute('aria-expanded', 'false')
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(item('Without the Secret')).toHaveFocus()
    await expect.element(menu).toHaveAttribute('aria-expanded', 'true')
    await userEvent.keyboard('{ArrowUp}')
    await expect.element(item('A comment')).toHaveFocus()
    await userEvent.keyboard('{Home}{ArrowDown}')
    await expect.element(item('ExternalSecret')).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect.element(menu).toHaveFocus()
    expect(page.getByRole('menu').query()).toBeNull()
    await choose('Without the Secret')
    await expect.element(panel.getByRole('group', { name: 'Content to copy' })).not.toHaveTextContent('kind: Secret')
    expect(top()).toBe(before)
  })

  it('keep their settings with the draft when the preview is reopened', async () => {
    const draft = createDraft({ values })
    const preview = (
      <main>
        <ManifestPreview draft={draft} />
      </main>
    )
    const { unmount } = await render(preview)
    await choose('Replace the Secret: ExternalSecret')
    await panel.getByLabelText(/^Secret Store/).fill('vault')
    await unmount()
    await render(preview)
    expect(panel.query()).toBeNull()
    await choose('Replace the Secret: ExternalSecret')
    await expect.element(panel.getByLabelText(/^Secret Store/)).toHaveValue('vault')
  })

  it('are available for an existing Secret', async () => {
    await open({}, caseOf('s3-existing-secret').values)
    await choose('Replace the Secret: ExternalSecret')
    await panel.getByLabelText(/^Secret Store/).fill('vault')
    await expect
      .element(panel.getByRole('group', { name: 'Content to copy' }))
      .toHaveTextContent('kind: ExternalSecret')
  })

  it('are hidden if no Secret is referenced', async () => {
    await open({}, caseOf('local-pvc').values)
    await expect.element(button('Copy')).toBeVisible()
    expect(menu.query()).toBeNull()
  })

  it('have accessible settings, with and without errors', async () => {
    await open()
    await choose('Replace the Secret: ExternalSecret')
    await panel.getByRole('button', { name: 'Copy' }).click()
    for (const store of ['', 'vault']) {
      await panel.getByLabelText(/^Secret Store/).fill(store)
      const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } })
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    }
  })
})
