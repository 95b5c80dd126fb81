import 'backupstorage-forms/styles.css'
import { BackupStorageForm } from 'backupstorage-forms'
import type { BackupStorageValues } from 'backupstorage-forms/core'
import { createDraft, defineProvider, initialValues } from 'backupstorage-forms/core'
import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { waitFor } from '../waitFor.ts'

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const connections = () => page.getByLabelText(/^Max Connections/)
const box = (element: Element): DOMRect => element.getBoundingClientRect()
const filled = (spec: Record<string, unknown>): BackupStorageValues => {
  const empty = initialValues('s3')
  return { ...empty, backend: { ...empty.backend, spec } }
}

describe('the description of a field', () => {
  it('is announced with the field, and a button opens and closes it without moving the field', async () => {
    await render(<BackupStorageForm />)
    const field = page.getByLabelText(/^Endpoint/)
    const help = page.getByText('The URL of Amazon S3 or of your own server, without the bucket.')
    await expect.element(field).toHaveAccessibleDescription(/^The URL of Amazon S3/)
    await expect.element(help).not.toBeVisible()
    await field.click()
    await expect.element(help).not.toBeVisible()
    const before = box(field.element()).top
    await userEvent.tab({ shift: true })
    await expect.element(button('About Endpoint')).toHaveFocus()
    const { width, height } = box(document.activeElement as Element)
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(24)
    await userEvent.keyboard('{Enter}')
    await expect.element(help).toBeVisible()
    expect(box(field.element()).top).toBe(before)
    await button('About Endpoint').click()
    await expect.element(help).not.toBeVisible()
  })

  it('of a switch stays visible', async () => {
    await render(<BackupStorageForm defaultValues={filled({ insecureTLS: true })} />)
    await expect.element(page.getByText(/^Accepts any certificate/)).toBeVisible()
  })
})

describe('the advanced fields', () => {
  it('are folded while unset, open at a press, and stay open with a value and after it is cleared', async () => {
    await render(<BackupStorageForm />)
    await expect.element(connections()).not.toBeVisible()
    await expect.element(page.getByLabelText(/^Region/)).toBeVisible()
    await expect.element(page.getByLabelText(/^CA Cert Data/)).toBeVisible()
    await button('Expand More options').click()
    await connections().fill('7')
    expect(button(/More options/).query()).toBeNull()
    await connections().clear()
    await expect.element(connections()).toBeVisible()
    await button('Collapse More options').click()
    await expect.element(connections()).not.toBeVisible()
  })

  it('are visible with a value, and when a paste, a fix or an error is about them', async () => {
    const draft = createDraft({ values: initialValues('s3') })
    await render(<BackupStorageForm draft={draft} />)
    await expect.element(connections()).not.toBeVisible()
    draft.change(['backend', 'spec', 'maxConnections'], 7)
    await expect.element(connections()).toBeVisible()
    draft.undo()
    await button('Collapse More options').click()
    draft.change(['backend', 'spec', 'maxConnections'], 'many')
    await expect.element(connections()).toBeVisible()
  })

  it("are found by the browser's search", async () => {
    await render(<BackupStorageForm />)
    const body = connections().element().closest('.bsf-panel-body')
    expect(body?.getAttribute('hidden')).toBe('until-found')
    body?.dispatchEvent(new Event('beforematch', { bubbles: true }))
    await expect.element(connections()).toBeVisible()
  })
})

describe('the providers', () => {
  const icon = '<svg viewBox="0 0 16 16"><path d="M2 2h12v12H2z" fill="#0a7a3d" fill-rule="evenodd"/></svg>'
  const tape = defineProvider({
    title: 'Tape library',
    description: 'Tapes in a robot',
    type: 'object',
    'x-provider': { name: 'tape' },
    'x-icon': icon,
    properties: { spec: { title: 'Spec', type: 'object', properties: { pool: { title: 'Pool', type: 'string' } } } },
  })

  it('are radio buttons with their titles and descriptions, and the icon of a schema as shapes', async () => {
    await render(<BackupStorageForm providers={[tape]} defaultValues={initialValues('tape', { providers: [tape] })} />)
    const radio = page.getByRole('radiogroup', { name: 'Provider', exact: true }).getByRole('radio')
    await expect.element(radio).toHaveAccessibleName('Tape library')
    await expect.element(radio).toHaveAccessibleDescription('Tapes in a robot')
    await expect.element(radio).toBeChecked()
    await waitFor(() => {
      const shape = document.querySelector('.bsf-card-icon > path')
      expect(shape?.getAttribute('d')).toBe('M2 2h12v12H2z')
      expect(shape?.getAttribute('fill-rule')).toBe('evenodd')
    })
  })

  it('accept no icon with anything but shapes', () => {
    const shapes = [
      '<path d="M0 0" onload="alert(1)"/>',
      '<script>alert(1)</script>',
      '<path d="M0 0" style="fill:red"/>',
      '<path fill="url(https://example.com)"/>',
      '<use href="#a"/>',
      '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
      '',
    ]
    for (const shape of shapes) {
      const schema = { ...tape.schema, 'x-icon': `<svg viewBox="0 0 16 16">${shape}</svg>` }
      expect(() => defineProvider(schema), shape).toThrow(/basic shapes only/)
    }
  })
})

describe('a field with an error', () => {
  it('offers its fix, also without Preview', async () => {
    const spec = { bucket: 'my-backups', endpoint: 'https://s3.eu-central-1.amazonaws.com', region: 'us-east-1' }
    const draft = createDraft({ values: filled(spec) })
    await render(<BackupStorageForm draft={draft} />)
    const field = page.getByLabelText(/^Region/)
    await field.click()
    await userEvent.keyboard('{Escape}')
    await userEvent.tab()
    await expect.element(field).toBeInvalid()
    const errors = field.element().closest('.bsf-field')?.querySelector('.bsf-errors')
    const fix = errors?.querySelector('button')
    expect(fix?.textContent).toContain('eu-central-1')
    fix?.click()
    await expect.element(field).toBeValid()
    expect(draft.getState().values.backend.spec).toMatchObject({ region: 'eu-central-1' })
  })
})

describe('the bar', () => {
  it('says what undo and redo change, and leads to the summary of the errors', async () => {
    await page.viewport(1280, 800)
    await render(<BackupStorageForm onPreview={vi.fn()} />)
    await page.getByLabelText(/^Bucket/).fill('b')
    await button('Undo: Bucket').click()
    await expect.element(button('Redo: Bucket')).toHaveAttribute('title', 'Redo: Bucket')
    await expect.element(button('Undo')).toHaveTextContent('Undo')
    await button('Preview').click()
    await button(/^Fix \d errors/).click()
    const summary = document.querySelector('.bsf-validation')
    expect(summary?.contains(document.activeElement)).toBe(true)
  })

  it.each([
    [1280, 700],
    [400, 700],
  ])('stays in view without hiding the focused field, at %i × %i', async (width, height) => {
    await page.viewport(width, height)
    await render(<BackupStorageForm onPreview={vi.fn()} onCancel={vi.fn()} />)
    const bar = document.querySelector('.bsf-actions') as Element
    expect(box(bar).bottom).toBeLessThanOrEqual(height + 1)
    expect(box(bar).height).toBeLessThan(height / 6)
    await page.getByLabelText(/^Namespace/).click()
    for (let steps = 0; steps < 40; steps++) {
      await userEvent.tab()
      const focused = document.activeElement as Element
      if (bar.contains(focused) || focused === document.body) break
      expect(box(focused).bottom, focused.outerHTML.slice(0, 80)).toBeLessThanOrEqual(box(bar).top)
    }
  })

  it('scrolls with the fields in a low window', async () => {
    await page.viewport(640, 400)
    await render(<BackupStorageForm onPreview={vi.fn()} />)
    expect(getComputedStyle(document.querySelector('.bsf-actions') as Element).position).toBe('static')
  })
})

describe('the layout', () => {
  it('aligns switches with the fields next to them', async () => {
    await page.viewport(1280, 800)
    await render(<BackupStorageForm defaultValues={filled({ maxConnections: 5 })} />)
    await button('Expand Security Context').click()
    const middle = (element: Element): number => (box(element).top + box(element).bottom) / 2
    const pairs = [
      [page.getByRole('checkbox', { name: 'Insecure TLS' }), connections()],
      [page.getByRole('checkbox', { name: 'Run as Non-Root' }), page.getByLabelText(/^File System Group/)],
    ] as const
    for (const [one, other] of pairs)
      expect(Math.abs(middle(one.element()) - middle(other.element()))).toBeLessThanOrEqual(1)
  })

  it('keeps notes apart from each other and from the fields below them', async () => {
    const draft = createDraft({ values: initialValues('s3') })
    await render(<BackupStorageForm draft={draft} />)
    await page.getByRole('radio', { name: 'Workload identity' }).click()
    const [first, second] = document.querySelectorAll('.bsf-field .bsf-note')
    expect(box(second as Element).top - box(first as Element).bottom).toBeGreaterThanOrEqual(8)
    await page.getByRole('radio', { name: 'Local' }).click()
    await button('Expand Security Context').click()
    draft.showAll()
    await expect.element(page.getByText(/^Note:.*user 65534/).first()).toBeVisible()
    const note = [...document.querySelectorAll('.bsf-notes')].find((one) => one.nextElementSibling) as Element
    const label = page.getByLabelText(/^Run as User/).element()
    expect(box(label).top - box(note).bottom).toBeGreaterThanOrEqual(8)
  })

  it('does not inherit the text styles of a page', async () => {
    await render(
      <div style={{ letterSpacing: '3px', textAlign: 'center', lineHeight: 3, textTransform: 'uppercase' }}>
        <BackupStorageForm />
      </div>,
    )
    const label = getComputedStyle(document.querySelector('.bsf-label') as Element)
    expect([label.letterSpacing, label.textAlign, label.textTransform]).toEqual(['normal', 'start', 'none'])
    const form = document.querySelector('.bsf-form') as Element
    expect(box(form.querySelector('.bsf-body') as Element).top - box(form).top).toBeGreaterThanOrEqual(8)
  })
})
