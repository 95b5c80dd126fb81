import 'backupstorage-forms/styles.css'
import type { WidgetProps } from '@rjsf/utils'
import { BackupStorageForm, BackupStorageWizard } from 'backupstorage-forms'
import type { BackupStorageValues } from 'backupstorage-forms/core'
import { createDraft, initialValues } from 'backupstorage-forms/core'
import type { ReactElement } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { expectConsole } from '../failOnConsole.ts'
import { caseOf } from '../fixtures/cases.ts'

const maps = ['{version: 1}', '{enabled: true}', '{"": ""}', '{a: null}', '{a: {b: 1}}', '[a, 1]', 'text', '7', 'null']
const expressions = (values: string): string =>
  `{from: Selector, selector: {matchLabels: {tier: 1}, matchExpressions: [{key: a, operator: In, values: ${values}}]}}`

/** Returns a draft whose text was edited by hand to have a value of another type. */
function draftWith(part: 'labels' | 'annotations' | 'usagePolicy', value: string) {
  const draft = createDraft({ values: caseOf('s3-new-secret').values })
  const text = draft.manifestText('yaml').text
  const edited =
    part === 'usagePolicy'
      ? text.replace(/usagePolicy:\n.*\n.*\n/, `usagePolicy: {allowedNamespaces: ${value}}\n`)
      : text.replace(/(kind: BackupStorage\nmetadata:\n)/, `$1  ${part}: ${value}\n`)
  expect(draft.editText(edited, 'yaml')).toBe(true)
  return { draft, edited }
}

describe('a value of the wrong type in an imported or edited text', () => {
  it.each([
    ...maps.flatMap((map) => [['labels', map] as const, ['annotations', map] as const]),
    ...['[1, null, {a: 1}, [b], ""]', 'text', '{a: b}', '7'].map((list) => ['usagePolicy', expressions(list)] as const),
    ['usagePolicy', '{from: Selector, selector: {matchExpressions: [a, 1, null, [b]]}}'],
    ['usagePolicy', '{from: Selector, selector: {matchLabels: [a], matchExpressions: {a: b}}}'],
    ['usagePolicy', '[a]'],
  ] as const)('is shown, and stays until it is edited: %s: %s', async (part, value) => {
    const { draft, edited } = draftWith(part, value)
    const screen = await render(<BackupStorageForm draft={draft} onPreview={vi.fn()} />)
    await expect.element(screen.getByLabelText(/^Bucket/)).toBeVisible()
    await screen.getByRole('button', { name: 'Preview' }).click()
    expect(draft.manifestText('yaml').text).toBe(edited)
    await screen.getByLabelText(/^Prefix/).fill('still-works')
    expect(draft.getState().values.backend.spec['prefix']).toBe('still-works')
    await screen.getByRole('button', { name: 'Undo' }).click()
    expect(draft.manifestText('yaml').text).toBe(edited)
  })

  it('is reported as wrong at its row, and keeps its type while another row is edited', async () => {
    const { draft } = draftWith('labels', '{version: 1, team: red}')
    const screen = await render(<BackupStorageForm draft={draft} onPreview={vi.fn()} />)
    await screen.getByRole('button', { name: 'Preview' }).click()
    await expect.element(screen.getByLabelText('Labels 1: Value')).toBeInvalid()
    await expect.element(screen.getByLabelText('Labels 1: Value')).toHaveValue('1')
    await screen.getByLabelText('Labels 2: Value').fill('blue')
    expect(draft.getState().values.labels).toEqual({ version: 1, team: 'blue' })
    await screen.getByLabelText('Labels 1: Value').fill('2')
    expect(draft.getState().values.labels).toEqual({ version: '2', team: 'blue' })
  })

  it('does not blank the form in any field', async () => {
    const values = initialValues('s3')
    for (const wrong of [null, 7, true, 'text', [1], { a: { b: 1 } }] as unknown[]) {
      const spec = Object.fromEntries(
        ['bucket', 'endpoint', 'region', 'prefix', 'insecureTLS', 'maxConnections'].map((key) => [key, wrong]),
      )
      const auth = { AWS_ACCESS_KEY_ID: wrong, AWS_SECRET_ACCESS_KEY: wrong }
      const every = { name: wrong, namespace: wrong, labels: wrong, annotations: wrong, deletionPolicy: wrong }
      const more = { default: wrong, usagePolicy: wrong, securityContext: wrong }
      const given = { ...values, ...every, ...more, backend: { ...values.backend, spec, auth } }
      const screen = await render(<BackupStorageForm values={given as unknown as BackupStorageValues} />)
      await expect.element(screen.getByLabelText(/^Bucket/)).toBeVisible()
      await screen.unmount()
    }
  })
})

describe('a part that cannot be rendered', () => {
  it('leaves the draft, and can be undone', async () => {
    expectConsole(/./)
    const Broken = ({ id, value, onChange }: WidgetProps): ReactElement => {
      if (value === 'xy') throw new Error('made-up failure of a widget')
      return (
        <input id={id} value={(value as string | undefined) ?? ''} onChange={({ target }) => onChange(target.value)} />
      )
    }
    const draft = createDraft()
    draft.change(['backend', 'auth', 'AWS_SECRET_ACCESS_KEY'], 'made-up-secret')
    const screen = await render(<BackupStorageForm draft={draft} theme={{ widgets: { TextWidget: Broken } }} />)
    await screen.getByLabelText(/^Prefix/).click()
    await userEvent.keyboard('x')
    draft.endStep()
    await userEvent.keyboard('y')
    await expect.element(screen.getByRole('alert')).toHaveTextContent(/^The fields couldn't be shown/)
    expect(draft.getState().values.backend.auth['AWS_SECRET_ACCESS_KEY']).toBe('made-up-secret')
    await screen.getByRole('button', { name: 'Undo' }).click()
    await screen.getByRole('button', { name: 'Try again' }).click()
    await expect.element(screen.getByLabelText(/^Prefix/)).toHaveValue('x')
    await expect.element(screen.getByLabelText(/^AWS Secret Access Key/)).toHaveValue('made-up-secret')
  })
})

it('Submit calls an onSubmit that returns nothing once, for a double click and a held key', async () => {
  const onSubmit = vi.fn()
  const screen = await render(
    <BackupStorageWizard defaultValues={caseOf('azure-guide').values} onSubmit={() => void onSubmit()} />,
  )
  await screen.getByRole('button', { name: 'Preview' }).click()
  const submit = screen.getByRole('button', { name: 'Submit' })
  await submit.dblClick()
  expect(onSubmit).toHaveBeenCalledTimes(1)
  await userEvent.keyboard('{Enter>5/}')
  expect(onSubmit).toHaveBeenCalledTimes(2)
})
