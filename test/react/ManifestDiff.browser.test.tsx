import 'backupstorage-forms/styles.css'
import { german } from 'backupstorage-forms/messages/de'
import axe from 'axe-core'
import type { ReactElement } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { ManifestDiffProps } from '../../src/react/editor/ManifestDiff.tsx'
import { ManifestDiff } from '../../src/react/editor/ManifestDiff.tsx'
import { markup, shadow } from './editorPage.ts'
import { waitFor } from '../waitFor.ts'

const many = Array.from({ length: 40 }, (_, i) => `  label-${i}: "${i}"`).join('\n')
const textOf = (secret: string, name: string): string => `kind: Secret
stringData:
  PASSWORD: ${secret}
  OTHER: the-other-value
---
kind: BackupStorage
labels:
${many}
metadata:
  name: ${name}
`

function Diff(props: Partial<ManifestDiffProps>): ReactElement {
  return (
    <main className="bsf">
      <ManifestDiff
        before={textOf('hunter2-is-long', 'demo')}
        after={textOf('changed-and-long', 'demo-two')}
        beforeLabel="In the cluster"
        afterLabel="As edited"
        format="yaml"
        {...props}
      />
    </main>
  )
}

afterEach(async () => {
  await page.viewport(1280, 900)
})

const loaded = (): Promise<void> => waitFor(() => expect(shadow().querySelector('.cm-line')).not.toBeNull())

function expectNoSecret(): void {
  for (const secret of ['hunter2-is-long', 'changed-and-long', 'the-other-value']) {
    expect(markup().includes(secret), secret).toBe(false)
  }
}

describe.each([
  ['side by side if there is room', 1280, 2],
  ["inline if there isn't", 700, 1],
])('a comparison %s', (_name, width, editors) => {
  it('shows the number of changes, and marks changed secrets without revealing them', async () => {
    await page.viewport(width, 900)
    const screen = await render(<Diff />)
    await loaded()
    expect(shadow().querySelectorAll('.cm-content')).toHaveLength(editors)
    await expect.element(screen.getByRole('heading')).toHaveTextContent('2 changes')
    expectNoSecret()
    const lines = [...shadow().querySelectorAll('.cm-changedLine')].map(({ textContent }) => textContent)
    expect(lines).toContain('  PASSWORD: •••••••• (changed)')
    expect(lines.join()).not.toContain('OTHER')
    expect(shadow().textContent).toContain('unchanged lines')
    expect(document.documentElement.scrollWidth).toBe(width)
    const { violations } = await axe.run(screen.container, { rules: { region: { enabled: false } } })
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
  })
})

it('shows unchanged lines on request', async () => {
  const screen = await render(<Diff />)
  await loaded()
  await screen.getByRole('button', { name: 'All lines' }).click()
  await waitFor(() => expect(shadow().textContent).not.toContain('unchanged lines'))
  expectNoSecret()
})

it('adapts to the available width', async () => {
  await render(<Diff />)
  await waitFor(() => expect(shadow().querySelectorAll('.cm-content')).toHaveLength(2))
  await page.viewport(500, 900)
  await waitFor(() => expect(shadow().querySelectorAll('.cm-content')).toHaveLength(1))
})

it('reports no differences, even if the quotes of a hidden value differ', async () => {
  const screen = await render(<Diff after={textOf('"hunter2-is-long"', 'demo')} />)
  await expect.element(screen.getByRole('status')).toHaveTextContent('No differences.')
})

it('is available in German', async () => {
  const screen = await render(<Diff messages={german} />)
  await loaded()
  await expect.element(screen.getByRole('heading')).toHaveTextContent('2 Änderungen')
  expect(shadow().textContent).toMatch(/\d+ unveränderte Zeilen/)
  expect(shadow().textContent).toContain('(geändert)')
})
