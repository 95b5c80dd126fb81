import 'backupstorage-forms/styles.css'
import type { Diagnostic } from 'backupstorage-forms/core'
import { german } from 'backupstorage-forms/messages/de'
import axe from 'axe-core'
import type { ReactElement, RefObject } from 'react'
import { StrictMode, createRef, useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { rangesIn } from '../../src/schema/diagnostics.ts'
import type { ManifestEditorHandle, ManifestEditorProps } from '../../src/react/editor/ManifestEditor.tsx'
import { ManifestEditor } from '../../src/react/editor/ManifestEditor.tsx'
import { copied, inEditor, linesSeen, markup, paste, shadow } from './editorPage.ts'
import { waitFor } from '../waitFor.ts'

const value = 'hunter2-is-long'
const file = 'line-one-of-key'
const secretText = `apiVersion: v1
kind: Secret
metadata:
  name: demo
stringData:
  PASSWORD: ${value}
  KEY_FILE: |
    ${file}
    line-two-of-key
type: Opaque
`
const storageText = `apiVersion: storage.kubestash.com/v1alpha1
kind: BackupStorage
metadata:
  name: demo
spec:
  storage:
    provider: s3
`
const both = `${secretText}---\n${storageText}`
const mask = '••••••••'

function problem(text: string, at: string, severity: Diagnostic['severity'] = 'error'): Diagnostic {
  const from = text.indexOf(at)
  return {
    code: 'test',
    severity,
    message: `There is something about ${at}.`,
    path: '/x',
    source: 'manifest',
    range: rangesIn(text)(from, from + at.length),
  }
}

interface HostProps extends Partial<ManifestEditorProps> {
  start: string
  handle?: RefObject<ManifestEditorHandle | null>
  /** The function that the button "outside" applies to the text. */
  outside?: (text: string) => string
}

let received: string[] = []

function Host({ start, handle, outside = (text) => text, ...rest }: HostProps): ReactElement {
  const [text, setText] = useState(start)
  return (
    <main className="bsf">
      <button type="button" onClick={() => setText(outside)}>
        outside
      </button>
      <ManifestEditor
        ref={handle}
        format="yaml"
        label="Manifest"
        {...rest}
        text={text}
        onChange={(next) => {
          received.push(next)
          setText(next)
        }}
      />
      <button type="button">after</button>
    </main>
  )
}

type Screen = Awaited<ReturnType<typeof render>>

interface Opened {
  handle: ManifestEditorHandle
  screen: Screen
  set: (props: Partial<HostProps>) => Promise<void>
}

async function open(props: HostProps): Promise<Opened> {
  received = []
  const handle = createRef<ManifestEditorHandle>()
  const screen = await render(<Host {...props} handle={handle} />)
  const set = async (more: Partial<HostProps>): Promise<void> => {
    await screen.rerender(<Host {...props} {...more} handle={handle} />)
  }
  await waitFor(() => inEditor('.cm-content'))
  if (!handle.current) throw new Error('There is no handle.')
  return { handle: handle.current, screen, set }
}

const latest = (): string => received.at(-1) ?? ''

function at(text: string, part: string, end = false): { from: number; to: number } {
  const from = text.indexOf(part) + (end ? part.length : 0)
  return { from, to: end ? from : from + part.length }
}

function expectHidden(...parts: string[]): void {
  const page = markup()
  expect(parts.filter((part) => page.includes(part))).toEqual([])
}

const settle = (ms = 600): Promise<void> => new Promise((done) => setTimeout(done, ms))

describe('typing', () => {
  it('reaches the host, and keeps the cursor', async () => {
    const { handle } = await open({ start: storageText })
    handle.select(at(storageText, 'name: demo', true))
    await userEvent.keyboard('-two')
    expect(latest()).toBe(storageText.replace('name: demo', 'name: demo-two'))
    await userEvent.keyboard('{Backspace}x')
    expect(latest()).toContain('name: demo-twx')
  })

  it('indents the line below a key, and in lists', async () => {
    const { handle } = await open({ start: storageText })
    handle.select(at(storageText, 'provider: s3', true))
    await userEvent.keyboard('{Enter}s3:{Enter}bucket: a{Enter}tags:{Enter}- one{Enter}- two')
    const lines = ['s3:', '  bucket: a', '  tags:', '    - one', '    - two']
    expect(latest()).toBe(storageText.replace('s3\n', `s3\n${lines.map((line) => `    ${line}\n`).join('')}`))
    // A comment doesn't hide the key, and a text isn't one.
    await handle.select({ from: latest().length, to: latest().length })
    await userEvent.keyboard('status: # later{Enter}text: |{Enter}note:{Enter}more')
    expect(latest()).toMatch(/\nstatus: # later\n {2}text: \|\n {4}note:\n {4}more$/)
  })

  it('keeps other line breaks, except in typed text', async () => {
    const start = 'a: 1\r\nb: 2\rc: 3\r\nd: 4\n'
    const { handle } = await open({ start })
    handle.select(at(start, 'c: 3', true))
    await userEvent.keyboard('0{Enter}e: 5')
    expect(latest()).toBe('a: 1\r\nb: 2\rc: 30\r\ne: 5\r\nd: 4\n')
  })

  it('can be undone without triggering an undo in the form', async () => {
    const above = vi.fn()
    addEventListener('keydown', above)
    const { handle } = await open({ start: storageText })
    handle.select(at(storageText, 'name: demo', true))
    await userEvent.keyboard('2') // one letter: several can be several undo steps on a slow machine
    await userEvent.keyboard('{Control>}z{/Control}')
    removeEventListener('keydown', above)
    expect(latest()).toBe(storageText)
    expect(above.mock.calls.flat().map(({ key }: KeyboardEvent) => key)).not.toContain('z')
  })
})

describe('an update from outside', () => {
  it('keeps the cursor and the undo history', async () => {
    const outside = (text: string): string => text.replace('provider: s3', 'provider: azure')
    const { handle, screen } = await open({ start: both, outside })
    handle.select(at(both, 'kind: Secret\nmetadata:\n  name: demo', true))
    await userEvent.keyboard('X')
    await screen.getByRole('button', { name: 'outside' }).click()
    await waitFor(() => expect(linesSeen()).toContain('    provider: azure'))
    handle.focus()
    await userEvent.keyboard('Y')
    expect(latest()).toContain('name: demoXY\nstringData')
    expect(latest()).toContain('provider: azure')
    // Twice, because typing after a pause is a separate step.
    await userEvent.keyboard('{Control>}zz{/Control}')
    expect(latest()).toBe(both.replace('provider: s3', 'provider: azure'))
  })

  it('is masked before it is shown', async () => {
    const seen: string[] = []
    const { screen } = await open({ start: storageText, outside: () => both })
    const observer = new MutationObserver(() => seen.push(markup()))
    observer.observe(shadow(), { subtree: true, childList: true, characterData: true, attributes: true })
    await screen.getByRole('button', { name: 'outside' }).click()
    await waitFor(() => expect(linesSeen()).toContain(`  PASSWORD: ${mask}`))
    observer.disconnect()
    expect(seen.length).toBeGreaterThan(0)
    expect(seen.filter((page) => page.includes(value) || page.includes(file))).toEqual([])
  })
})

describe('values of Secrets', () => {
  it('are absent from the page, however long, until they are revealed, and again afterwards', async () => {
    const { set } = await open({ start: both })
    expectHidden(value, file)
    expect(linesSeen()).toContain(`  PASSWORD: ${mask}`)
    expect(linesSeen()).toContain(`  KEY_FILE: ${mask}`)
    await set({ revealed: true })
    expect(linesSeen()).toContain(`  PASSWORD: ${value}`)
    await set({ revealed: false })
    expectHidden(value, file)
  })

  it('stay unchanged while the text around them is edited', async () => {
    const { handle } = await open({ start: both })
    handle.select(at(both, 'Secret', true))
    await userEvent.keyboard('s')
    await settle()
    expectHidden(value, file)
    handle.select(at(latest(), `PASSWORD: ${value}`, true))
    await userEvent.keyboard('{Enter}MORE: x')
    handle.select({ from: 0, to: 0 })
    await userEvent.keyboard('# note{Enter}')
    await settle()
    expectHidden(value, file)
    expect(latest()).toContain(`  PASSWORD: ${value}\n  MORE: x\n  KEY_FILE: |\n    ${file}\n    line-two-of-key\n`)
  })

  it('stay hidden in a line that is commented out, also after the text is replaced', async () => {
    const { handle, screen } = await open({
      start: both,
      outside: (text) => text.replace(/^(?= *# )/m, '# Commented out:\n'),
    })
    handle.select(at(both, 'PASSWORD'))
    await userEvent.keyboard('{Control>}/{/Control}')
    expect(latest()).toContain(`# PASSWORD: ${value}`)
    await settle()
    expectHidden(value, file)
    await screen.getByRole('button', { name: 'outside' }).click()
    await waitFor(() => expect(linesSeen().join('\n')).toContain('KEY_FILE'))
    expectHidden(value, file)
  })

  it('are hidden in a new editor of a text with a commented line', async () => {
    await open({ start: both.replace('PASSWORD', '# PASSWORD') })
    expectHidden(value, file)
  })

  it('are deleted as a whole, and restored hidden', async () => {
    const { handle } = await open({ start: both })
    handle.select(at(both, value, true))
    await userEvent.keyboard('{Backspace}')
    expect(latest()).toBe(both.replace(value, ''))
    await userEvent.keyboard('{Control>}z{/Control}')
    expect(latest()).toBe(both)
    expectHidden(value, file)
  })

  it('can be overwritten, and the new text stays visible until the cursor leaves it', async () => {
    const { handle } = await open({ start: both })
    handle.select(at(both, value))
    await userEvent.keyboard('typed-instead')
    expect(latest()).toBe(both.replace(value, 'typed-instead'))
    await settle()
    expect(linesSeen()).toContain('  PASSWORD: typed-instead')
    expectHidden(value, file)
    await userEvent.keyboard('{ArrowUp}')
    await waitFor(() => expectHidden('typed-instead', value, file))
    await userEvent.keyboard('{Control>}z{/Control}')
    expect(latest()).toBe(both)
    expectHidden(value, file)
    await userEvent.keyboard('{Control>}y{/Control}')
    expectHidden('typed-instead', value, file)
  })

  it('are hidden when the editor loses the focus', async () => {
    const { handle } = await open({ start: both })
    handle.select(at(both, value))
    await userEvent.keyboard('typed-instead')
    await userEvent.tab()
    await waitFor(() => expectHidden('typed-instead'))
  })

  it('are copied as masks, and restored when cut and pasted', async () => {
    const { handle } = await open({ start: both })
    handle.select({ from: 0, to: both.length })
    expect(copied()).not.toContain(value)
    expect(copied()).toContain(`PASSWORD: ${mask}\n  KEY_FILE: ${mask}\n`)
    const line = `  PASSWORD: ${value}\n`
    handle.select(at(both, line))
    const cut = copied('cut')
    expect(cut).toBe(`  PASSWORD: ${mask}\n`)
    expect(latest()).toBe(both.replace(line, ''))
    paste(cut)
    expect(latest()).toBe(both)
    expectHidden(value, file)
    handle.select({ from: both.indexOf(value), to: both.indexOf(value) })
    expect(copied()).toContain(mask)
    expect(copied()).not.toContain(value)
  })

  it('are dragged as masks', async () => {
    const { handle } = await open({ start: both })
    handle.select({ from: 0, to: both.length })
    const dataTransfer = new DataTransfer()
    inEditor('.cm-content').dispatchEvent(new DragEvent('dragstart', { dataTransfer, bubbles: true }))
    expect(dataTransfer.getData('text/plain')).toContain(mask)
    expect(dataTransfer.getData('text/plain')).not.toContain(value)
  })

  it('stay hidden when lines are moved or duplicated', async () => {
    const { handle } = await open({ start: both })
    handle.select(at(both, 'stringData:', true))
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}')
    expect(latest()).not.toBe(both)
    expectHidden(value, file)
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}')
    handle.select(at(both, '  PASSWORD', true))
    await userEvent.keyboard('{Shift>}{Alt>}{ArrowDown}{/Alt}{/Shift}')
    expect(latest().split(value)).toHaveLength(3)
    expectHidden(value, file)
  })

  it('are never found, used as a query or announced by the search', async () => {
    const { handle } = await open({ start: both })
    handle.select(at(both, value))
    await userEvent.keyboard('{Control>}f{/Control}')
    await waitFor(() => inEditor('.cm-search'))
    expectHidden(value)
    await userEvent.keyboard('PASSWORD')
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(inEditor('.cm-announced').textContent).toBe('Match on line 6.'))
    expectHidden(value)
    await userEvent.keyboard('{Control>}a{/Control}hunter2{Enter}')
    expect(shadow().querySelectorAll('.cm-searchMatch')).toHaveLength(0)
    await userEvent.keyboard('{Escape}')
    handle.select(at(both, value))
    await userEvent.keyboard('{F3}')
    expectHidden(value)
  })

  it('are hidden in JSON as in YAML', async () => {
    const start = JSON.stringify({ kind: 'Secret', stringData: { PASSWORD: value } }, null, 2)
    const { handle } = await open({ start, format: 'json' })
    expectHidden(value)
    handle.select(at(start, value))
    expect(linesSeen()).toContain(`    "PASSWORD": ${mask}`)
  })
})

describe('the keyboard', () => {
  it('leaves the editor with Tab, unless indenting with Tab is switched on', async () => {
    const { handle, screen } = await open({ start: storageText })
    handle.focus()
    await userEvent.tab()
    await expect.element(screen.getByRole('button', { name: 'after' })).toHaveFocus()
    handle.select({ from: 0, to: 0 })
    await userEvent.keyboard('{Control>}m{/Control}{Tab}')
    expect(latest()).toBe(`  ${storageText}`)
    expect(inEditor('.cm-keys').textContent).toMatch(/^Tab indents\. To leave the editor, press Ctrl\+M/)
    await userEvent.keyboard('{Escape}{Tab}')
    await expect.element(screen.getByRole('button', { name: 'after' })).toHaveFocus()
  })

  it('moves to each diagnostic with F8, and announces it', async () => {
    const diagnostics = [problem(storageText, 's3', 'warning'), problem(storageText, 'BackupStorage')]
    const { handle } = await open({ start: storageText, diagnostics })
    handle.focus()
    await userEvent.keyboard('{F8}')
    await waitFor(() =>
      expect(inEditor('.cm-tooltip').textContent).toBe('Error There is something about BackupStorage.'),
    )
    expect(inEditor('.cm-announced').textContent).toBe('Line 2. Error: There is something about BackupStorage.')
    await userEvent.keyboard('{F8}')
    await waitFor(() => expect(inEditor('.cm-tooltip').textContent).toBe('Warning There is something about s3.'))
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(shadow().querySelector('.cm-tooltip')).toBeNull())
  })

  it('folds and unfolds', async () => {
    const { handle } = await open({ start: storageText })
    handle.select(at(storageText, 'metadata:'))
    await userEvent.keyboard('{Control>}{Alt>}[[{/Alt}{/Control}')
    await waitFor(() => expect(linesSeen().join()).not.toContain('name: demo'))
    await userEvent.keyboard('{Control>}{Alt>}]]{/Alt}{/Control}')
    await waitFor(() => expect(linesSeen().join()).toContain('name: demo'))
    inEditor('.cm-foldGutter [title=Fold]').click()
    await waitFor(() => expect(linesSeen().join()).not.toContain('name: demo'))
  })
})

describe('diagnostics', () => {
  it('are marked in the text and the gutter as long as they exist', async () => {
    const { set } = await open({ start: storageText, diagnostics: [problem(storageText, 's3')] })
    expect(inEditor('.cm-lintRange-error').textContent).toBe('s3')
    inEditor('.cm-lint-marker-error')
    await set({ diagnostics: [] })
    expect(shadow().querySelector('.cm-lintRange-error')).toBeNull()
  })

  it('have the right positions in a text with other line breaks', async () => {
    const start = storageText.replaceAll('\n', '\r\n')
    await open({ start, diagnostics: [problem(start, 's3')] })
    expect(inEditor('.cm-lintRange-error').textContent).toBe('s3')
  })
})

describe('schemas', () => {
  it('complete the typed word', async () => {
    const { handle } = await open({ start: storageText })
    handle.select(at(storageText, '    provider: s3', true))
    await userEvent.keyboard('{Enter}s')
    await waitFor(() => expect(inEditor('.cm-tooltip-autocomplete').textContent).toContain('s3'))
    await waitFor(() => inEditor('[aria-selected]'))
    await settle(200)
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(latest()).toContain('provider: s3\n    s3:'))
  })

  it('explain the token at the cursor by keyboard', async () => {
    const { handle } = await open({ start: storageText })
    handle.select(at(storageText, 'provi', true))
    await userEvent.keyboard('{Control>}k{/Control}{Control>}i{/Control}')
    await waitFor(() => expect(inEditor('.cm-help').textContent.length).toBeGreaterThan(10))
    await userEvent.keyboard('{ArrowDown}')
    await waitFor(() => expect(shadow().querySelector('.cm-help')).toBeNull())
  })
})

describe('read-only mode', () => {
  it('ignores typing, but can be focused and copied', async () => {
    const { handle } = await open({ start: both, readOnly: true })
    handle.select(at(both, 'kind: Secret'))
    expect(inEditor('.cm-content').getAttribute('aria-readonly')).toBe('true')
    await userEvent.keyboard('x')
    expect(received).toEqual([])
    expect(copied()).toBe('kind: Secret')
    expect(copied('cut')).toBe('kind: Secret')
    expect(received).toEqual([])
  })
})

describe('accessibility', () => {
  it.each(['light', 'dark'])('passes axe in %s mode', async (scheme) => {
    const long = `${both}# ${'a comment '.repeat(40)}\n`
    document.documentElement.style.colorScheme = scheme
    document.body.style.background = 'Canvas'
    const { handle, screen } = await open({
      start: long,
      diagnostics: [problem(long, 's3'), problem(long, 'demo', 'warning')],
    })
    handle.select(at(long, 's3'))
    await userEvent.keyboard('{Control>}f{/Control}demo')
    const { violations } = await axe.run(screen.container, { rules: { region: { enabled: false } } })
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
    document.documentElement.style.colorScheme = ''
    document.body.style.background = ''
  })

  it('provides a name and explains the keys', async () => {
    await open({ start: storageText })
    const element = inEditor('.cm-content')
    expect(element.getAttribute('aria-label')).toBe('Manifest')
    expect(element.getAttribute('aria-multiline')).toBe('true')
    const description = shadow().getElementById(element.getAttribute('aria-describedby') ?? '')
    expect(description?.textContent).toContain('Tab leaves the editor')
  })

  it('fits into 320 pixels', async () => {
    await page.viewport(320, 640)
    const { handle } = await open({ start: `${both}# ${'a-long-word'.repeat(40)}\n` })
    handle.focus()
    await userEvent.keyboard('{Control>}f{/Control}')
    expect(document.documentElement.scrollWidth).toBe(320)
    expect(inEditor('.cm-scroller').scrollWidth).toBe(inEditor('.cm-scroller').clientWidth)
    await page.viewport(1280, 900)
  })

  it('supports German', async () => {
    const { handle } = await open({ start: both, messages: german })
    handle.focus()
    await userEvent.keyboard('{Control>}f{/Control}')
    await waitFor(() => inEditor('.cm-search'))
    expect(shadow().textContent).toContain('Tab verlässt den Editor')
    expect(inEditor('[name=replaceAll]').textContent).toBe('Alle ersetzen')
    expect(inEditor('.cm-mask').getAttribute('aria-label')).toBe('verborgener Wert')
  })

  it('works if effects run twice', async () => {
    await render(
      <StrictMode>
        <Host start={storageText} />
      </StrictMode>,
    )
    await waitFor(() => expect(linesSeen()).toContain('    provider: s3'))
    expect(shadow().querySelectorAll('.cm-editor')).toHaveLength(1)
  })
})
