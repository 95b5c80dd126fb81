import 'backupstorage-forms/styles.css'
import type { BackupStorageFormProps } from 'backupstorage-forms'
import { BackupStorageForm } from 'backupstorage-forms'
import { contribKinds } from 'backupstorage-forms/contrib'
import { builtinProviders, defineProvider, guideOf, initialValues } from 'backupstorage-forms/core'
import axe from 'axe-core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { caseOf } from '../fixtures/cases.ts'
import { waitFor } from '../waitFor.ts'

const { values } = caseOf('s3-workload-identity')
const toggle = (name: string | RegExp = /^Prepare your/) => page.getByRole('button', { name })
const copyButtons = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.bsf-guide-copy')]
const texts = (): string[] => [...document.querySelectorAll('.bsf-guide-text')].map(({ textContent }) => textContent)
const announced = (): string => document.querySelector('.bsf-announcer')?.textContent ?? ''

afterEach(async () => {
  vi.restoreAllMocks()
  await page.viewport(1280, 900)
})

async function open(props: Partial<BackupStorageFormProps> = {}): Promise<HTMLElement> {
  const { container } = await render(
    <main>
      <BackupStorageForm defaultValues={values} {...props} />
    </main>,
  )
  await toggle().click()
  await waitFor(() => expect(copyButtons().length).toBeGreaterThan(0))
  return container
}

describe('the guide', () => {
  it.each([400, 1280])('passes axe at %i pixels, and only its texts scroll sideways', async (width) => {
    await page.viewport(width, 900)
    const container = await open()
    const { violations } = await axe.run(container, { rules: { region: { enabled: false } } })
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
    const form = container.querySelector('.bsf-form')
    expect(form?.scrollWidth).toBe(form?.clientWidth)
    const body = container.querySelector('.bsf-guide-body')
    expect(body?.scrollWidth).toBe(body?.clientWidth)
  })

  it('has the texts of guideOf, in order', async () => {
    await open()
    const steps = await guideOf(values)
    expect(texts()).toEqual(steps.map(({ parts }) => parts.map(({ text }) => text).join('')))
  })

  it('opens and closes with the keyboard, and costs nothing while it is closed', async () => {
    await render(<BackupStorageForm defaultValues={values} />)
    const button = toggle().element() as HTMLElement
    const body = document.getElementById(button.getAttribute('aria-controls') ?? '')
    button.focus()
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(copyButtons().length).toBeGreaterThan(0))
    expect(button).toHaveAttribute('aria-expanded', 'true')
    await userEvent.tab()
    expect(document.activeElement).toHaveClass('bsf-guide-copy')
    button.focus()
    await userEvent.keyboard(' ')
    expect(button).toHaveAttribute('aria-expanded', 'false')
    expect(body).not.toBeVisible()
    expect(body?.childNodes).toHaveLength(0)
    let changes = 0
    const observer = new MutationObserver((found) => (changes += found.length))
    if (body) observer.observe(body, { childList: true, subtree: true, characterData: true, attributes: true })
    await page.getByLabelText(/^Bucket/).fill('another')
    observer.disconnect()
    expect(changes).toBe(0)
  })

  it('follows the values while it is open, and keeps the focus', async () => {
    await open()
    const [first] = copyButtons()
    first?.focus()
    const bucket = page.getByLabelText(/^Bucket/)
    await bucket.fill('another')
    await waitFor(() => expect(texts()[0]).toContain('s3://another'))
    expect(copyButtons()[0]).toBe(first)
    await bucket.fill('')
    await waitFor(() => expect(document.querySelector('.bsf-guide-text mark')).toHaveTextContent('<BUCKET>'))
    await expect.element(page.getByRole('listitem').first()).toHaveTextContent(/Replace the marked parts: ?<BUCKET>/)
  })

  it('closes when another provider is chosen, whose guide it then offers', async () => {
    await open()
    await page.getByRole('radio', { name: 'Azure', exact: true }).click()
    await expect.element(toggle()).toHaveAccessibleName('Prepare your container')
    await expect.element(toggle()).toHaveAttribute('aria-expanded', 'false')
  })
})

describe('the Copy button', () => {
  it('copies a whole text, and announces it', async () => {
    const copies: string[] = []
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void copies.push(text))
    await open()
    await page.getByRole('button', { name: 'Copy: Write the policy' }).click()
    await waitFor(() => expect(announced()).toBe('Copied.'))
    expect(copies).toEqual([`${texts()[1]}\n`])
    expect(JSON.parse(copies[0] ?? '')).toHaveProperty('Statement')
  })

  it('says so if the browser blocks it', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('blocked'))
    vi.spyOn(document, 'execCommand').mockReturnValue(false)
    await open()
    await page.getByRole('button', { name: 'Copy: Write the policy' }).click()
    await expect.element(page.getByRole('listitem').nth(1)).toHaveTextContent(/The browser blocked copying/)
    await waitFor(() => expect(announced()).toContain('The browser blocked copying'))
  })
})

describe('loading', () => {
  it('is shown, and can be repeated after a failure', async () => {
    let settle: { done: (texts: Record<string, string>) => void; fail: (error: Error) => void } | undefined
    const guides = vi.fn(() => new Promise<Record<string, string>>((done, fail) => (settle = { done, fail })))
    await render(<BackupStorageForm defaultValues={values} messages={{ guides }} />)
    expect(guides).not.toHaveBeenCalled()
    await toggle().click()
    await expect.element(page.getByText('Loading…')).toBeVisible()
    await waitFor(() => expect(settle).toBeDefined())
    settle?.fail(new Error('no connection'))
    await expect.element(page.getByText("The instructions couldn't be loaded.")).toBeVisible()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect.element(toggle()).toHaveFocus()
    await waitFor(() => expect(guides).toHaveBeenCalledTimes(2))
    settle?.done({ 's3#/steps/0/title': 'Un seau' })
    await expect.element(page.getByText('Un seau')).toBeVisible()
  })
})

describe('the button of the guide', () => {
  const shown = (): boolean => document.querySelector('.bsf-guide') !== null

  it.each(builtinProviders.map(({ name, schema }) => [name, schema['x-guide'] !== undefined] as const))(
    'is part of the form of %s: %s',
    async (name, has) => {
      await render(<BackupStorageForm defaultValues={initialValues(name)} />)
      expect(shown()).toBe(has)
    },
  )

  it('is shown with hidden and fixed fields, while editing, and in a read-only form', async () => {
    const fields = { '/backend/credentials': 'hidden', '/backend/auth': 'hidden', '/backend/spec': 'fixed' } as const
    const editing = { ...caseOf('azure-existing-secret').manifests[0], status: { repositories: [{ name: 'r' }] } }
    await open({ fields, defaultValues: undefined, editing, readOnly: true })
    expect(texts()[0]).toContain('az storage container create')
  })

  it('is shown for a provider without credentials, and for another kind', async () => {
    const step = {
      title: 'Create it',
      language: 'shell',
      text: [['mk', '{name}']],
      source: { url: 'https://example.com', date: '2026-11-30' },
    }
    const guide = { placeholders: { name: { from: '/name', else: '<NAME>' } }, steps: [step] }
    const spec = { type: 'object', properties: { url: { type: 'string' } } }
    const bare = {
      title: 'Bare',
      type: 'object',
      'x-provider': { name: 'bare' },
      'x-guide': guide,
      properties: { spec },
    }
    const providers = [defineProvider(bare)]
    await open({ providers, defaultValues: initialValues('bare', { providers }) })
    await expect.element(toggle()).toHaveAccessibleName('Prepare your storage')
    expect(texts()).toEqual(["mk '<NAME>'"])
    document.body.replaceChildren()

    const { resource, providers: ofKind } = contribKinds.velero
    const own = [defineProvider({ ...ofKind[0]?.schema, 'x-guide': guide }, resource)]
    await open({
      resource,
      providers: own,
      defaultValues: initialValues(own[0]?.name ?? '', { resource, providers: own }),
    })
    expect(texts()).toEqual(["mk '<NAME>'"])
  })
})
