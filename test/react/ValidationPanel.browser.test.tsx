import 'backupstorage-forms/styles.css'
import type { ValidationPanelProps } from 'backupstorage-forms'
import { BackupStorageForm, BackupStorageWizard, focusField, ValidationPanel } from 'backupstorage-forms'
import type { BackupStorageValues, Diagnostic, DraftStore } from 'backupstorage-forms/core'
import {
  builtinProviders,
  createDraft,
  initialValues,
  validateManifests,
  validateValues,
} from 'backupstorage-forms/core'
import axe from 'axe-core'
import { StrictMode } from 'react'
import { afterEach, describe, expect, expectTypeOf, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { defaultMessages } from '../../src/react/messages.ts'
import { contextOf } from '../../src/context/createContext.ts'
import { createLocations } from '../../src/react/validation/createLocations.ts'
import { caseOf } from '../fixtures/cases.ts'
import { waitFor } from '../waitFor.ts'

/** Values with typical copy-and-paste errors: two with spaces and a region, each with a fix, and a warning. */
function pasted(): BackupStorageValues {
  const { backend, ...values } = caseOf('s3-new-secret').values
  return {
    ...values,
    deletionPolicy: 'WipeOut',
    backend: {
      ...backend,
      auth: { AWS_ACCESS_KEY_ID: ' made-up-id', AWS_SECRET_ACCESS_KEY: 'made-up-secret-access-key/for+EXAMPLEKEY\n' },
      spec: { bucket: 'my-backups', endpoint: 'https://s3.eu-west-1.amazonaws.com', region: 'us-east-1' },
    },
  }
}

function diagnostic(path: string, more: Partial<Diagnostic> = {}): Diagnostic {
  return { code: 'made-up', severity: 'error', message: `A fault at ${path}.`, path, source: 'schema', ...more }
}

const at = (from: number): Pick<Diagnostic, 'range'> => ({ range: { from, to: from + 1, line: from, column: 1 } })

function texts(selector: string): string[] {
  return [...document.querySelectorAll(selector)].map(({ textContent }) => textContent)
}

const headings = (): string[] => texts('.bsf-validation :is(h3, h4, h5)')
const rows = (): string[] => texts('.bsf-diagnostic-text')

/** Records everything that the panel announces. */
function listen(): string[] {
  const said: string[] = []
  const region = document.querySelector('.bsf-validation .bsf-announcer')
  const observer = new MutationObserver(() => {
    if (region?.textContent) said.push(region.textContent)
  })
  if (region) observer.observe(region, { childList: true, characterData: true, subtree: true })
  return said
}

const pause = (wait: number): Promise<void> => new Promise((done) => setTimeout(done, wait))

describe('list', () => {
  it("shows errors before warnings and notes, each with a count and grouped by the form's sections", async () => {
    const diagnostics = [
      diagnostic('/backend/spec/bucket', { severity: 'info' }),
      diagnostic('/backend/spec/prefix'),
      diagnostic('/labels/team'),
      diagnostic('/name', { severity: 'warning' }),
      diagnostic('/backend/auth/AWS_ACCESS_KEY_ID'),
      diagnostic('/backend/spec/bucket'),
      diagnostic('/namespace'),
    ]
    await render(<ValidationPanel diagnostics={diagnostics} provider="s3" notChecked={[]} />)
    expect(headings()).toEqual([
      '5 errors, 1 warning, 1 note',
      '5 errors',
      'General ',
      'Labels & Annotations ',
      'S3 › Auth ',
      'S3 › Spec 2',
      '1 warning',
      'General ',
      '1 note',
      'S3 › Spec ',
    ])
    expect(rows()[0]).toBe('Namespace: A fault at /namespace.')
  })

  it('names the severity in words, and the field once', async () => {
    const diagnostics = [
      diagnostic('/name', { message: 'NameEnter a value for .' }),
      diagnostic('/deletionPolicy', { severity: 'warning', message: 'Choose Delete.' }),
    ]
    const screen = await render(<ValidationPanel diagnostics={diagnostics} />)
    const [first, second] = screen.getByRole('listitem').elements()
    expect(first?.textContent).toBe('Error: NameEnter a value for .')
    expect(second?.textContent).toBe('Warning: Deletion Policy: Choose Delete.')
  })

  it('names the field of an item in a list or a map', async () => {
    const inList = '/usagePolicy/selector/matchExpressions/12/values'
    const diagnostics = [
      diagnostic(inList, { message: 'Values is missing.' }),
      diagnostic(`${inList}/3`, { message: 'Use letters.' }),
      diagnostic('/labels/12', { message: '12: Use letters.' }),
    ]
    await render(<ValidationPanel diagnostics={diagnostics} />)
    expect(rows()).toEqual(['Labels: 12: Use letters.', 'Values is missing.', 'Values: Use letters.'])
    expect(headings()).toContain('Usage › Namespace Selector 2')
  })

  it('starts with errors outside of fields under a separate heading, and orders those of a text by position', async () => {
    const diagnostics = [
      diagnostic('/backend/spec/bucket', at(9)),
      diagnostic('/backend/spec/endpoint', at(7)),
      diagnostic('/spec/storage/unheard', at(8)),
      diagnostic('', at(3)),
    ]
    await render(<ValidationPanel diagnostics={diagnostics} provider="s3" notChecked={[]} />)
    expect(headings()).toEqual(['4 errors', 'Manifest 2', 'S3 › Spec 2'])
    expect(texts('.bsf-diagnostic-place')).toEqual([3, 8, 7, 9].map((line) => `line ${line}, column 1`))
  })

  it.each(builtinProviders.map(({ name }) => name))('names sections like the form: %s', async (name) => {
    const draft = createDraft({ values: initialValues(name) })
    const screen = await render(<BackupStorageForm draft={draft} />)
    const placeOf = createLocations(contextOf(), name, { ...defaultMessages })
    const fields = [...screen.container.querySelectorAll<HTMLElement>('[data-bsf-path]')]
    expect(fields.length).toBeGreaterThan(10)
    for (const field of fields) {
      const titles: string[] = []
      const panel = '.bsf-panel:not(.bsf-more)'
      for (let up = field.closest(panel); up; up = up.parentElement?.closest(panel) ?? null)
        titles.unshift(up.querySelector('.bsf-panel-title')?.textContent ?? '')
      const path = field.dataset['bsfPath'] ?? ''
      expect(placeOf(path).section, path).toBe(titles.slice(-2).join(' › ') || 'General')
    }
  })

  it('accepts any pointer and any number of equal diagnostics', async () => {
    const strange = [
      '',
      '/',
      '//',
      'no pointer',
      '/~2',
      '/constructor',
      '/__proto__/x',
      '/name/toString',
      '/labels/~0~1',
    ]
    const diagnostics = [...strange, ...strange].flatMap((path) => [
      diagnostic(path, { related: ['/nowhere', ''] }),
      diagnostic(path, at(1)),
    ])
    await render(<ValidationPanel diagnostics={diagnostics} provider="nobody's" onSelect={vi.fn()} />)
    expect(headings()[0]).toBe('36 errors')
  })

  it('shows twenty per section until all are requested, and keeps the focus at the first of the others', async () => {
    const many = Array.from({ length: 100 }, (_, index) => diagnostic(`/labels/key-${index}`))
    const screen = await render(<ValidationPanel diagnostics={[...many, diagnostic('/name')]} onSelect={vi.fn()} />)
    expect(rows()).toHaveLength(21)
    await screen.getByRole('button', { name: 'Show all 100' }).click()
    expect(rows()).toHaveLength(101)
    await expect.element(screen.getByRole('button', { name: /key-20\.$/ })).toHaveFocus()
  })
})

describe('selecting', () => {
  it('passes the diagnostic to the host', async () => {
    const onSelect = vi.fn()
    const found = diagnostic('/name', at(4))
    const screen = await render(<ValidationPanel diagnostics={[found]} onSelect={onSelect} />)
    await screen.getByText('line 4, column 1').click()
    expect(onSelect).toHaveBeenCalledExactlyOnceWith(found)
  })

  it('is disabled without a handler or a form', async () => {
    const screen = await render(<ValidationPanel diagnostics={[diagnostic('/name')]} />)
    expect(screen.getByRole('button').elements()).toEqual([])
    await screen.rerender(<ValidationPanel draft={createDraft()} />)
    expect(screen.getByRole('button').elements()).toEqual([])
  })

  it("focuses the field in the same draft's form, opens its section, and ignores other forms", async () => {
    const draft = createDraft({
      values: { ...pasted(), securityContext: { runAsUser: -1 } },
    })
    const screen = await render(
      <>
        <BackupStorageForm />
        <BackupStorageForm draft={draft} />
        <ValidationPanel draft={draft} />
      </>,
    )
    const close = screen.getByRole('button', { name: 'Collapse Security Context' })
    await close.click()
    await screen.getByRole('button', { name: /^Run as User/ }).click()
    const second = screen.container.querySelectorAll('.bsf-form')[1]
    expect(second?.contains(document.activeElement)).toBe(true)
    expect(document.activeElement).toHaveProperty('value', '-1')
    expect(focusField(draft, '/name')).toBe(true)
    expect(document.activeElement).toHaveProperty('value', 's3-backup')
    expect(focusField(draft, '/nowhere')).toBe(false)
    expect(focusField(createDraft(), '/name')).toBe(false)
  })

  it('is disabled again once the form is gone', async () => {
    const draft = createDraft()
    const screen = await render(
      <>
        <BackupStorageForm draft={draft} />
        <ValidationPanel draft={draft} />
      </>,
    )
    await expect.element(screen.getByRole('button', { name: /^Enter a value for Bucket/ })).toBeVisible()
    await screen.rerender(<ValidationPanel draft={draft} />)
    expect(screen.getByRole('button').elements()).toEqual([])
  })
})

describe('fixes', () => {
  const remove = { name: 'Remove whitespace' }

  it('have a button only if the host can apply them', async () => {
    const fix = { title: 'Do it', path: '/name', value: 'a' }
    const found = diagnostic('/name', { fix })
    const onFix = vi.fn()
    const screen = await render(<ValidationPanel diagnostics={[found]} />)
    expect(screen.getByRole('button').elements()).toEqual([])
    await screen.rerender(<ValidationPanel diagnostics={[found]} onFix={onFix} />)
    await screen.getByRole('button', { name: 'Do it' }).click()
    expect(onFix).toHaveBeenCalledExactlyOnceWith(fix, found)
  })

  it('can be applied and undone with one click each, and keep the focus in the list', async () => {
    const draft = createDraft({ values: pasted() })
    const before = draft.getState().values
    const screen = await render(
      <>
        <BackupStorageForm draft={draft} />
        <ValidationPanel draft={draft} />
      </>,
    )
    await screen.getByRole('button', remove).first().click()
    expect(draft.getState().values.backend.auth['AWS_ACCESS_KEY_ID']).toBe('made-up-id')
    await expect.element(screen.getByRole('button', { name: /from AWS Secret Access Key/ })).toHaveFocus()
    await expect.element(screen.getByText(`Applied: ${remove.name}.`, { exact: true })).toBeVisible()
    await screen.getByRole('region', { name: 'Checks' }).getByRole('button', { name: 'Undo' }).click()
    expect(draft.getState().values).toEqual(before)
    await expect.element(screen.getByRole('button', { name: /from AWS Access Key ID/ })).toHaveFocus()
    expect(screen.getByText(`Applied: ${remove.name}.`, { exact: true }).elements()).toEqual([])
  })

  it('move the focus to the summary if no row is left', async () => {
    const values = pasted()
    const fixed = { ...values.backend.auth, AWS_ACCESS_KEY_ID: 'made-up-id' }
    const spec = { ...values.backend.spec, region: 'eu-west-1' }
    const backend = { ...values.backend, auth: fixed, spec }
    const draft = createDraft({ values: { ...values, deletionPolicy: 'Delete', backend } })
    const screen = await render(<ValidationPanel draft={draft} />)
    await screen.getByRole('button', remove).click()
    await expect.element(screen.getByRole('heading', { name: 'No problems found.' })).toHaveFocus()
  })

  it('can be undone only until the next change', async () => {
    const draft = createDraft({ values: pasted() })
    const screen = await render(<ValidationPanel draft={draft} />)
    await screen.getByRole('button', remove).first().click()
    await expect.element(screen.getByRole('button', { name: 'Undo' })).toBeVisible()
    draft.change(['name'], 'another')
    await expect.poll(() => screen.getByRole('button', { name: 'Undo' }).elements()).toEqual([])
    draft.undo()
    await screen.getByRole('button', { name: 'Undo' }).click()
    expect(draft.getState().values.name).toBe(pasted().name)
    expect(draft.getState().past).toEqual([])
  })

  it('are hidden for a locked field of a live object', async () => {
    const values = pasted()
    const live = { metadata: { name: 'a', namespace: 'b' }, status: { repositories: [{ name: 'r' }] } }
    const draft = createDraft({ values, editing: live })
    const screen = await render(<ValidationPanel draft={draft} />)
    await expect.element(screen.getByText(/^Region: /)).toBeVisible()
    expect(screen.getByRole('button', { name: 'Use eu-west-1' }).elements()).toEqual([])
    expect(screen.getByRole('button', remove).elements()).toHaveLength(2)
  })

  it("also work in the form's summary, and can be undone even if no error is left", async () => {
    const values = pasted()
    const backend = { ...values.backend, auth: { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' } }
    const draft = createDraft({ values: { ...values, backend } })
    const screen = await render(<BackupStorageForm draft={draft} onPreview={vi.fn()} />)
    await screen.getByRole('button', { name: 'Preview' }).click()
    const summary = screen.getByRole('region', { name: 'Checks' })
    await summary.getByRole('button', { name: 'Use eu-west-1' }).click()
    await expect.element(screen.getByLabelText(/^Region/)).toHaveValue('eu-west-1')
    await expect.element(summary.getByRole('heading', { name: defaultMessages.nothingBlocks })).toHaveFocus()
    await summary.getByRole('button', { name: 'Undo' }).click()
    await expect.element(screen.getByLabelText(/^Region/)).toHaveValue('us-east-1')
    await expect.element(summary.getByRole('button', { name: /^Region/ })).toHaveFocus()
  })

  it('are hidden in a read-only form and for fixed fields', async () => {
    const draft = createDraft({ values: pasted() })
    draft.showAll()
    const screen = await render(<BackupStorageForm draft={draft} fields={{ '/backend/auth': 'fixed' }} />)
    const summary = screen.getByRole('region', { name: 'Checks' })
    await expect.element(summary.getByRole('button', { name: 'Use eu-west-1' })).toBeVisible()
    expect(summary.getByRole('button', remove).elements()).toEqual([])
    await screen.rerender(<BackupStorageForm draft={draft} readOnly />)
    expect(summary.getByRole('button', { name: 'Use eu-west-1' }).elements()).toEqual([])
  })
})

describe('announcements', () => {
  it('start with nothing, and then report the counts once they have settled', async () => {
    const draft = createDraft({ values: caseOf('s3-new-secret').values })
    await render(
      <StrictMode>
        <ValidationPanel draft={draft} />
      </StrictMode>,
    )
    const said = listen()
    await pause(700)
    expect(said).toEqual([])
    for (const name of ['A', 'A_', 'A_b', 'A_b!']) {
      draft.change(['name'], name)
      await pause(50)
    }
    expect(said).toEqual([])
    await waitFor(() => expect(said).toEqual(['1 error, 1 warning']))
    draft.change(['name'], 'B_b')
    await pause(700)
    draft.change(['name'], 'fine')
    draft.change(['name'], 'C_b')
    await pause(700)
    expect(said).toEqual(['1 error, 1 warning'])
  })

  it('include applied and undone fixes with the remaining counts', async () => {
    const draft = createDraft({ values: pasted() })
    const screen = await render(<ValidationPanel draft={draft} />)
    const said = listen()
    await screen.getByRole('button', { name: 'Use eu-west-1' }).click()
    await waitFor(() => expect(said).toEqual(['Applied: Use eu-west-1. 2 errors, 1 warning']))
    await screen.getByRole('button', { name: 'Undo' }).click()
    await waitFor(() => expect(said.at(-1)).toBe('Undone: Use eu-west-1. 3 errors, 1 warning'))
    expect(said).toHaveLength(2)
  })
})

describe('success', () => {
  const unchecked = (): string[] => texts('.bsf-unchecked li')
  const { server, siblings, permissions } = defaultMessages.unchecked

  it('lists the checks that were not made, unless the caller has made them', async () => {
    const screen = await render(<ValidationPanel diagnostics={[]} />)
    await expect.element(screen.getByRole('heading', { name: 'No problems found.' })).toBeVisible()
    expect(unchecked()).toEqual([server, siblings, permissions])
    await screen.rerender(<ValidationPanel diagnostics={[]} notChecked={['permissions']} />)
    expect(unchecked()).toEqual([permissions])
    await screen.rerender(<ValidationPanel diagnostics={[]} notChecked={[]} />)
    expect(headings()).toEqual(['No problems found.'])
  })

  it('omits other storages if the draft knows them', async () => {
    const { values } = caseOf('s3-new-secret')
    const screen = await render(<ValidationPanel draft={createDraft({ values })} />)
    expect(unchecked()).toEqual([server, siblings, permissions])
    await screen.rerender(<ValidationPanel draft={createDraft({ values, existing: [] })} />)
    expect(unchecked()).toEqual([server, permissions])
  })

  it("is also shown for warnings and notes, which don't block the submit", async () => {
    const screen = await render(<ValidationPanel diagnostics={[diagnostic('/name', { severity: 'warning' })]} />)
    await expect.element(screen.getByRole('heading', { name: '1 warning. Ready to submit.' })).toBeVisible()
  })
})

describe('the wizard', () => {
  it('shows warnings with the manifests, and moves to the line of a selected one', async () => {
    const values = { ...caseOf('s3-new-secret').values, deletionPolicy: 'WipeOut' as const }
    const screen = await render(<BackupStorageWizard defaultValues={values} onSubmit={vi.fn()} />)
    await screen.getByRole('button', { name: 'Preview' }).click()
    const editor = screen.getByRole('textbox', { name: 'Manifest' })
    await expect.element(editor).toBeVisible()
    await screen
      .getByRole('button', { name: /^Deletion Policy: Deleting/ })
      .last()
      .click()
    // It is in a shadow root, so its host is the page's focused element.
    await waitFor(() => expect(document.activeElement?.shadowRoot?.activeElement).toBe(editor.element()))
  })
})

describe('accessibility', () => {
  const draftOf = (): DraftStore => createDraft({ values: pasted() })
  const fix = { title: 'Do it', path: '/name', value: 'a' }
  const states: [string, ValidationPanelProps][] = [
    ['errors', { diagnostics: validateValues(caseOf('azure-faulty').values), provider: 'azure', onSelect: vi.fn() }],
    ['a text', { diagnostics: validateManifests('a: b\n\t- c'), onSelect: vi.fn() }],
    ['warnings', { diagnostics: [diagnostic('/name', { severity: 'warning', fix })], onFix: vi.fn() }],
    ['a draft', { draft: draftOf() }],
    ['nothing', { diagnostics: [] }],
  ]

  afterEach(() => page.viewport(1280, 900))

  it.each(states)('passes axe in light and dark mode: %s', async (_name, props) => {
    for (const theme of ['light', 'dark']) {
      const screen = await render(
        <div data-theme={theme} style={{ background: 'Canvas', colorScheme: theme }}>
          <ValidationPanel {...props} />
        </div>,
      )
      const { violations } = await axe.run(screen.container, { rules: { region: { enabled: false } } })
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
      await screen.unmount()
    }
  })

  it.each(['ltr', 'rtl'])('fits into 320 pixels, however long the words: %s', async (dir) => {
    await page.viewport(320, 640)
    const long = 'x'.repeat(400)
    const diagnostics = [
      diagnostic(`/labels/${long}`, { message: long, ...at(3), fix: { title: `Use ${long}`, path: '/name' } }),
      ...validateValues(caseOf('azure-faulty').values),
    ]
    await render(
      <div dir={dir}>
        <ValidationPanel diagnostics={diagnostics} provider="azure" onSelect={vi.fn()} onFix={vi.fn()} />
      </div>,
    )
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
    const { right, left } = document.querySelector('.bsf-validation')?.getBoundingClientRect() ?? new DOMRect()
    for (const element of document.querySelectorAll('.bsf-validation :is(button, span, h3, h4, li)')) {
      if (element.closest('.bsf-visually-hidden')) continue
      const box = element.getBoundingClientRect()
      expect(box.right).toBeLessThanOrEqual(right)
      expect(box.left).toBeGreaterThanOrEqual(left)
    }
  })

  it('supports the keyboard, in the order of the list', async () => {
    const draft = draftOf()
    const onSelect = vi.fn()
    const screen = await render(<ValidationPanel draft={draft} onSelect={onSelect} />)
    const buttons = screen.getByRole('button').elements()
    expect(buttons).toHaveLength(7)
    for (const button of buttons) {
      await userEvent.tab()
      expect(document.activeElement).toBe(button)
      expect(getComputedStyle(button).outlineStyle).not.toBe('none')
      const { width, height } = button.getBoundingClientRect()
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(24)
    }
    await userEvent.keyboard('{Enter}')
    expect(onSelect).toHaveBeenCalledWith(expect.objectContaining({ path: '/deletionPolicy' }))
    await userEvent.keyboard('{Shift>}{Tab}{/Shift} ')
    expect(draft.getState().values.backend.spec['region']).toBe('eu-west-1')
    await expect.element(screen.getByRole('button', { name: /^Deletion Policy/ })).toHaveFocus()
  })
})

describe('props', () => {
  it('accept either a list or a draft, but not both', () => {
    const draft = createDraft()
    const diagnostics: Diagnostic[] = []
    expectTypeOf({ draft }).toExtend<ValidationPanelProps>()
    expectTypeOf({ diagnostics, onFix: () => {}, options: {}, provider: '' }).toExtend<ValidationPanelProps>()
    expectTypeOf({}).not.toExtend<ValidationPanelProps>()
    expectTypeOf({ draft, diagnostics }).toExtend<ValidationPanelProps>()
    expectTypeOf({ draft, onFix: () => {} }).not.toExtend<ValidationPanelProps>()
    expectTypeOf({ draft, options: {} }).not.toExtend<ValidationPanelProps>()
  })
})
