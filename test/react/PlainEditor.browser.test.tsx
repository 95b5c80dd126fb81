import 'backupstorage-forms/styles.css'
import axe from 'axe-core'
import type { ReactElement } from 'react'
import { createRef, useState } from 'react'
import { renderToString } from 'react-dom/server'
import { beforeEach, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { ManifestDiff } from '../../src/react/editor/ManifestDiff.tsx'
import type { ManifestEditorHandle } from '../../src/react/editor/ManifestEditor.tsx'
import { ManifestEditor } from '../../src/react/editor/ManifestEditor.tsx'
import { markup } from './editorPage.ts'
import { waitFor } from '../waitFor.ts'

vi.mock('../../src/react/editor/codeMirror/mountEditor.ts', () => ({
  mountEditor: () => {
    throw new Error('The editor cannot be had.')
  },
}))
vi.mock('../../src/react/editor/codeMirror/mountDiff.ts', () => ({
  mountDiff: () => {
    throw new Error('The comparison cannot be had.')
  },
}))

const value = 'hunter2-is-long'
const mask = '••••••••'
const text = `kind: Secret
stringData:
  PASSWORD: ${value}
type: Opaque
`
let latest = ''

function Host({ revealed = false, handle = createRef<ManifestEditorHandle>() }): ReactElement {
  const [now, setNow] = useState(text)
  return (
    <main className="bsf">
      <ManifestEditor
        ref={handle}
        text={now}
        format="yaml"
        label="Manifest"
        revealed={revealed}
        onChange={(next) => {
          latest = next
          setNow(next)
        }}
      />
      <button type="button">after</button>
    </main>
  )
}

const area = (): HTMLTextAreaElement => document.querySelector('textarea') as HTMLTextAreaElement

function select(part: string, end = false): void {
  const from = area().value.indexOf(part) + (end ? part.length : 0)
  area().focus()
  area().setSelectionRange(from, end ? from : from + part.length)
}

beforeEach(() => {
  latest = ''
})

it("replaces the editor if it can't be loaded, and says so", async () => {
  const screen = await render(<Host />)
  await expect.element(screen.getByText(/full editor couldn't be loaded/)).toBeVisible()
  await expect.element(screen.getByRole('textbox')).toHaveAccessibleName('Manifest')
  await expect.element(screen.getByRole('textbox')).toHaveAccessibleDescription(/couldn't be loaded/)
  expect(area().value).toBe(text.replace(value, mask))
  const { violations } = await axe.run(screen.container, { rules: { region: { enabled: false } } })
  expect(violations).toEqual([])
})

it('keeps hidden values while the text around them is edited', async () => {
  await render(<Host />)
  select('type: Opaque', true)
  await userEvent.keyboard('X')
  select(`  PASSWORD: ${mask}`, true)
  await userEvent.keyboard('-more')
  expect(latest).toBe(text.replace(value, `${value}-more`).replace('Opaque', 'OpaqueX'))
  expect(area().value).toContain(`PASSWORD: ${mask}-more`)
  await userEvent.tab()
  await waitFor(() => expect(area().value).toContain(`PASSWORD: ${mask}\n`))
  expect(markup()).not.toContain(value)
})

it('accepts text typed over a mask, and hides it when the cursor leaves it', async () => {
  await render(<Host />)
  select(mask)
  await userEvent.keyboard('typed')
  expect(latest).toBe(text.replace(value, 'typed'))
  expect(area().value).toContain('PASSWORD: typed')
  await new Promise((done) => setTimeout(done, 600))
  expect(area().value).toContain('PASSWORD: typed')
  await userEvent.keyboard('{ArrowDown}')
  await waitFor(() => expect(area().value).toContain(`PASSWORD: ${mask}`))
  await userEvent.keyboard('{Home}X')
  expect(latest).toBe(text.replace(value, 'typed').replace('type:', 'Xtype:'))
  expect(markup()).not.toContain('typed\n')
})

it('treats a mask as a unit', async () => {
  await render(<Host />)
  select(mask, true)
  await userEvent.keyboard('{Backspace}n')
  expect(latest).toBe(text.replace(value, 'n'))
  expect(area().selectionEnd).toBe(area().value.indexOf(': n') + 3)
})

it('shows the values on request, and removes them from the page again', async () => {
  const screen = await render(<Host />)
  await screen.rerender(<Host revealed />)
  expect(area().value).toBe(text)
  await screen.rerender(<Host />)
  expect(area().value).toBe(text.replace(value, mask))
  expect(markup()).not.toContain(value)
})

it('moves to a range of the text', async () => {
  const handle = createRef<ManifestEditorHandle>()
  await render(<Host handle={handle} />)
  const from = text.indexOf('Opaque')
  handle.current?.select({ from, to: from + 6 })
  const { selectionStart, selectionEnd } = area()
  expect(area().value.slice(selectionStart, selectionEnd)).toBe('Opaque')
})

it('is rendered by a server, without the values', () => {
  const html = renderToString(<Host />)
  expect(html).toContain('<textarea')
  expect(html).not.toContain(value)
})

it("shows two texts if the comparison can't be loaded, without the values", async () => {
  const screen = await render(
    <ManifestDiff
      before={text}
      after={`${text}immutable: true\n`}
      beforeLabel="Before"
      afterLabel="After"
      format="yaml"
    />,
  )
  await expect.element(screen.getByText(/comparison couldn't be loaded/)).toBeVisible()
  await expect.element(screen.getByRole('region', { name: 'After', exact: true })).toHaveTextContent('immutable: true')
  expect(markup()).not.toContain(value)
})
