import 'backupstorage-forms/styles.css'
import { Theme } from '@rjsf/mui'
import { BackupStorageForm } from 'backupstorage-forms'
import type { BackupStorageValues } from 'backupstorage-forms/core'
import { createDraft, defineProvider, initialValues } from 'backupstorage-forms/core'
import { useState } from 'react'
import type { ReactElement } from 'react'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { cdp, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { caseOf } from '../fixtures/cases.ts'
import { check } from '../property.ts'

const provider = defineProvider({
  title: 'Typed',
  type: 'object',
  'x-provider': { name: 'typed' },
  required: ['spec'],
  properties: {
    spec: {
      type: 'object',
      properties: {
        ratio: { type: 'number', title: 'Ratio' },
        count: { type: 'integer', title: 'Count' },
        items: { type: 'array', title: 'Items', items: { type: 'string' } },
        word: { type: 'string', title: 'Word' },
        size: { type: 'string', title: 'Size', enum: ['small', 'large', 'huge'] },
      },
    },
  },
})
const providers = [provider]
const start = initialValues('typed', { providers })
const themes = { 'the built-in theme': undefined, 'Material UI': Theme } as const

function startWith(spec: object): BackupStorageValues {
  return { ...start, backend: { ...start.backend, spec: { ...spec } } }
}

/** A form that holds its values itself, or whose host does. */
function Host(props: {
  theme: (typeof themes)[keyof typeof themes]
  controlled?: boolean
  onValues: (values: BackupStorageValues) => void
}): ReactElement {
  const [values, setValues] = useState(start)
  const keep = (next: BackupStorageValues): void => {
    props.onValues(next)
    setValues(next)
  }
  return (
    <BackupStorageForm
      providers={providers}
      theme={props.theme}
      {...(props.controlled ? { values } : { defaultValues: start })}
      onChange={keep}
    />
  )
}

const undo = '{Control>}z{/Control}'
const redo = '{Control>}y{/Control}'

describe.each(Object.entries(themes))('with %s', (_name, theme) => {
  it.each([
    ['3.05', 3.05],
    ['1.05', 1.05],
    ['10.01', 10.01],
    ['-1.05', -1.05],
    ['0.05', 0.05],
    ['1.05{Backspace}7', 1.07],
    ['1e3', 1000],
    ['1.50', 1.5],
  ])('a number typed as %s has this value, controlled or not', async (keys, value) => {
    for (const controlled of [false, true]) {
      const onValues = vi.fn<(values: BackupStorageValues) => void>()
      const screen = await render(<Host {...{ theme, controlled, onValues }} />)
      const field = screen.getByLabelText('Ratio')
      await field.click()
      await userEvent.keyboard(keys)
      expect(onValues.mock.lastCall?.[0].backend.spec['ratio']).toBe(value)
      await expect.element(field).toHaveValue(keys.replace('5{Backspace}', ''))
      await userEvent.tab()
      await expect.element(field).toHaveValue(String(value))
      await screen.unmount()
    }
  })

  it('a number field asks for the right keyboard', async () => {
    const screen = await render(<Host theme={theme} onValues={vi.fn()} />)
    await expect.element(screen.getByLabelText('Ratio')).toHaveAttribute('inputmode', 'decimal')
    await expect.element(screen.getByLabelText('Count')).toHaveAttribute('inputmode', 'numeric')
  })

  it('random keys, with corrections and undo, end as the value of a plain input', async () => {
    const onValues = vi.fn<(values: BackupStorageValues) => void>()
    const draft = createDraft({ providers, values: start })
    const screen = await render(
      <>
        <BackupStorageForm draft={draft} providers={providers} theme={theme} onChange={onValues} />
        <textarea aria-label="Plain" />
      </>,
    )
    const plain = screen.getByLabelText('Plain')
    const key = fc.constantFrom('1', '0', '.', '-', 'a', ',', ' ', '{Backspace}', '{ArrowLeft}', '{Delete}', '{Home}')
    const run = fc.array(key, { minLength: 1, maxLength: 6 }).map((keys) => keys.join(''))
    const kinds = {
      Ratio: (text: string) => (/^-?(0|[1-9]\d*)(\.\d*)?$/.test(text) ? Number(text) + 0 : text || undefined),
      Word: (text: string) => text || undefined,
      Items: (text: string) => (text.trim() === '' ? undefined : [text]),
    }
    await check(
      fc.asyncProperty(
        fc.constantFrom<keyof typeof kinds>('Ratio', 'Word', 'Items'),
        run,
        run,
        async (label, first, second) => {
          draft.replaceValues(start)
          const field = screen.getByLabelText(label, { exact: true })
          const spec = (): unknown => draft.getState().values.backend.spec[label.toLowerCase()]
          await plain.clear()
          await userEvent.keyboard(first)
          const before = kinds[label]((plain.element() as HTMLTextAreaElement).value)
          await userEvent.keyboard(second)
          const after = kinds[label]((plain.element() as HTMLTextAreaElement).value)
          await field.click()
          await userEvent.keyboard(first)
          expect(spec()).toEqual(before)
          await userEvent.keyboard(second)
          expect(spec()).toEqual(after)
          await userEvent.keyboard(undo)
          expect(spec()).toBeUndefined()
          await userEvent.keyboard(redo)
          expect(spec()).toEqual(before === undefined && after === undefined ? undefined : after)
        },
      ),
      200,
    )
  })
})

/** Composes a text with an input method, as for Japanese: it grows, and is committed at the end. */
async function compose(...parts: [...string[], string]): Promise<void> {
  const session = cdp()
  for (const text of parts)
    await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await session.send('Input.insertText', { text: parts.at(-1) ?? '' })
}

describe('an input method', () => {
  it('ends as the committed text, and is one undo step', async () => {
    const draft = createDraft({ providers, values: start })
    const screen = await render(<BackupStorageForm draft={draft} providers={providers} />)
    for (const [label, key, value] of [
      ['Word', 'word', '日本'],
      ['Ratio', 'ratio', '日本'],
      ['Items', 'items', ['日本']],
    ] as const) {
      await screen.getByLabelText(label, { exact: true }).click()
      await compose('に', 'にほ', '日本')
      expect(draft.getState().values.backend.spec[key]).toEqual(value)
      await expect.element(screen.getByLabelText(label, { exact: true })).toHaveValue('日本')
      await userEvent.keyboard(undo)
      expect(draft.getState().values.backend.spec[key]).toBeUndefined()
    }
  })

  it('keeps its Enter and arrow keys in a field with suggestions', async () => {
    const onChange = vi.fn<(values: BackupStorageValues) => void>()
    const screen = await render(<BackupStorageForm namespaces={['demo', 'default']} onChange={onChange} />)
    const field = screen.getByRole('combobox', { name: /^Namespace/ })
    await field.click()
    await userEvent.keyboard('de{ArrowDown}')
    await expect.element(field).toHaveAttribute('aria-activedescendant')
    const press = (key: string, isComposing: boolean): boolean =>
      field.element().dispatchEvent(new KeyboardEvent('keydown', { key, isComposing, bubbles: true, cancelable: true }))
    for (const key of ['ArrowDown', 'Enter', 'Escape']) expect(press(key, true)).toBe(true)
    expect(onChange.mock.lastCall?.[0].namespace).toBe('de')
    expect(press('Enter', false)).toBe(false)
    await expect.element(field).toHaveValue('demo')
    // The choice is an undo step apart from the typing.
    await userEvent.keyboard(undo)
    await expect.element(field).toHaveValue('de')
    await userEvent.keyboard(undo)
    await expect.element(field).toHaveValue('')
  })
})

describe('undo', () => {
  it('takes back typing, a cut and a choice one at a time', async () => {
    const draft = createDraft({ providers, values: start })
    const screen = await render(<BackupStorageForm draft={draft} providers={providers} />)
    const spec = (): unknown => draft.getState().values.backend.spec
    await screen.getByLabelText('Word').click()
    await userEvent.keyboard('abc{Backspace}d')
    await userEvent.keyboard('{Control>}ax{/Control}')
    expect(spec()).toEqual({})
    await userEvent.keyboard('ef')
    await screen.getByLabelText('Size').selectOptions('small')
    await screen.getByLabelText('Size').selectOptions('large')
    const states = [{ word: 'ef', size: 'small' }, { word: 'ef' }, {}, { word: 'abd' }, {}]
    for (const state of states) {
      await userEvent.keyboard(undo)
      expect(spec()).toEqual(state)
    }
    for (const state of [...states.toReversed().slice(1), { word: 'ef', size: 'large' }]) {
      await userEvent.keyboard(redo)
      expect(spec()).toEqual(state)
    }
  })

  it('takes back a removed row apart from the typing before it, also by mouse', async () => {
    const { values } = caseOf('s3-new-secret')
    const draft = createDraft({ values: { ...values, labels: { team: 'red', tier: 'gold' } } })
    const screen = await render(<BackupStorageForm draft={draft} />)
    await screen.getByLabelText('Labels 2: Value').click()
    await userEvent.keyboard('{End}en{Backspace}')
    await screen.getByRole('button', { name: 'Remove Labels 1' }).click()
    expect(draft.getState().values.labels).toEqual({ tier: 'golde' })
    await screen.getByRole('button', { name: 'Undo' }).click()
    expect(draft.getState().values.labels).toEqual({ team: 'red', tier: 'golde' })
    await screen.getByRole('button', { name: 'Undo' }).click()
    expect(draft.getState().values.labels).toEqual({ team: 'red', tier: 'gold' })
  })

  it('takes back pasted rows, and nothing else', async () => {
    const { values } = caseOf('s3-new-secret')
    const draft = createDraft({ values: { ...values, labels: { team: 'red' } } })
    const screen = await render(<BackupStorageForm draft={draft} />)
    await screen.getByLabelText('Labels 1: Value').click()
    await userEvent.keyboard('{End}der')
    await screen.getByRole('button', { name: 'Add new: Labels' }).click()
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', 'a=1\nb=2\nc=3')
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
    expect(draft.getState().values.labels).toEqual({ team: 'redder', a: '1', b: '2', c: '3' })
    await expect.element(screen.getByLabelText('Labels 4: Value')).toHaveFocus()
    await userEvent.keyboard(undo)
    expect(draft.getState().values.labels).toEqual({ team: 'redder' })
    await userEvent.keyboard(undo)
    expect(draft.getState().values.labels).toEqual({ team: 'red' })
  })

  it('is left to the browser in a form without a history', async () => {
    const onChange = vi.fn<(values: BackupStorageValues) => void>()
    const screen = await render(<BackupStorageForm history={false} onChange={onChange} />)
    await screen.getByLabelText(/^Name\b/).click()
    await userEvent.keyboard(`abc${undo}`)
    expect(onChange.mock.lastCall?.[0].name).toBeUndefined()
  })
})

describe('a list of strings', () => {
  it('is edited item by item: one on each line, with its commas', async () => {
    const draft = createDraft({ providers, values: startWith({ items: ['a,b', 'c'] }) })
    const screen = await render(<BackupStorageForm draft={draft} providers={providers} />)
    const field = screen.getByLabelText('Items')
    await expect.element(field).toHaveValue('a,b\nc')
    await field.click()
    await userEvent.keyboard('{Control>}{End}{/Control}d')
    expect(draft.getState().values.backend.spec['items']).toEqual(['a,b', 'cd'])
    await userEvent.keyboard('{Enter}e, f')
    expect(draft.getState().values.backend.spec['items']).toEqual(['a,b', 'cd', 'e, f'])
    await field.fill('one\ntwo')
    expect(draft.getState().values.backend.spec['items']).toEqual(['one', 'two'])
  })
})
