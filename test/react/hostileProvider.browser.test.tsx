import 'backupstorage-forms/styles.css'
import { BackupStorageForm } from 'backupstorage-forms'
import { builtinProviders, createDraft, defineProvider, initialValues } from 'backupstorage-forms/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { waitFor } from '../waitFor.ts'

/** Returns a text that would be noticed if it were parsed as markup; the number identifies it. */
function markup(number: number): string {
  return `<img src=x onerror="executed()"><script>executed()</script>**bold** [link](javascript:executed()) &lt;b&gt; #${number}#`
}

const hostile = defineProvider({
  title: markup(1),
  description: markup(2),
  type: 'object',
  'x-provider': { name: 'hostile', order: 1, identity: markup(3) },
  'x-paste': [
    {
      title: markup(4),
      pattern: '^hostile://',
      fill: { '/backend/spec/place': '^hostile://(.+)$', '/backend/spec/other': '(h)' },
    },
  ],
  'x-advice': [
    {
      when: {
        required: ['backend'],
        properties: {
          backend: {
            required: ['spec'],
            properties: { spec: { required: ['place'], properties: { place: { const: 'advice' } } } },
          },
        },
      },
      path: '/backend/spec/place',
      severity: 'warning',
      code: 'hostile',
      message: markup(5),
      fix: { title: markup(6), value: 'fixed' },
    },
  ],
  required: ['auth', 'spec'],
  properties: {
    auth: {
      title: markup(7),
      type: 'object',
      properties: {
        KEY: { type: 'string', title: markup(8), description: markup(9), writeOnly: true, minLength: 1 },
      },
    },
    spec: {
      title: markup(10),
      type: 'object',
      required: ['place'],
      properties: {
        place: {
          type: 'string',
          title: markup(11),
          description: markup(12),
          examples: [markup(13)],
          pattern: '^[a-z<]',
          'x-error': markup(14),
          minLength: 1,
        },
        other: { type: 'string', title: markup(15) },
        choice: {
          type: 'string',
          title: markup(16),
          oneOf: [
            { const: markup(17), title: markup(18), description: markup(19) },
            { const: 'b', title: markup(20) },
          ],
          default: markup(17),
        },
        group: {
          type: 'object',
          title: markup(21),
          properties: { inside: { type: 'boolean', title: markup(22), description: markup(23) } },
        },
      },
    },
  },
})

const providers = [hostile, ...builtinProviders]
const executed = vi.fn()

beforeEach(() => void Object.assign(window, { executed }))
afterEach(() => {
  Reflect.deleteProperty(window, 'executed')
  executed.mockClear()
})

/** Returns the numbers of the texts that are shown literally. */
function shown(root: Element): number[] {
  const texts = [
    root.textContent,
    ...Array.from(root.querySelectorAll('[placeholder]'), (one) => one.getAttribute('placeholder')),
  ]
  return Array.from({ length: 23 }, (_, index) => index + 1).filter((number) =>
    texts.some((text) => text?.includes(markup(number))),
  )
}

/** Fails if a text has become an element or was executed. */
async function expectHarmless(root: Element): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 100)) // a broken image fails a moment later
  expect(root.querySelectorAll('img, script, b, strong, iframe, [onerror]')).toHaveLength(0)
  expect(Array.from(root.querySelectorAll('a'), ({ href }) => href).filter((href) => /script/i.test(href))).toEqual([])
  expect(executed).not.toHaveBeenCalled()
}

describe('markup in the texts of a provider defined at run time', () => {
  it('is shown literally', async () => {
    const draft = createDraft({ providers, values: initialValues('hostile', { providers }) })
    const screen = await render(<BackupStorageForm draft={draft} providers={providers} />)
    const place = screen.getByRole('textbox', { name: markup(11) })
    await place.fill('advice')
    await userEvent.tab()
    await waitFor(() => expect(shown(screen.container)).toEqual(expect.arrayContaining([5, 6])))
    const first = shown(screen.container)
    await place.fill('!')
    await userEvent.tab()
    await waitFor(() => expect(shown(screen.container)).toContain(14))
    // Without 3, 7, 10 and 17: the requirements of workload identity, the titles of auth and spec, and a titled value.
    const all = [...new Set([...first, ...shown(screen.container)])].toSorted((a, b) => a - b)
    expect(all).toEqual([1, 2, 4, 5, 6, 8, 9, 11, 12, 13, 14, 15, 16, 18, 19, 20, 21, 22, 23])
    await expectHarmless(screen.container)
  })

  it('is shown literally for a pasted text', async () => {
    const draft = createDraft({ providers, values: initialValues('hostile', { providers }) })
    const screen = await render(<BackupStorageForm draft={draft} providers={providers} />)
    draft.paste(['backend', 'spec', 'place'], `hostile://${markup(30)}`)
    await waitFor(() => expect(shown(screen.container)).toContain(4))
    await expectHarmless(screen.container)
  })

  it('is shown literally in the requirements of workload identity', async () => {
    const values = initialValues('hostile', { providers })
    values.backend.credentials = { source: 'workloadIdentity' }
    const screen = await render(<BackupStorageForm defaultValues={values} providers={providers} />)
    await waitFor(() => expect(shown(screen.container)).toContain(3))
    await expectHarmless(screen.container)
  })
})

describe('a provider with the name of a built-in one', () => {
  it('replaces it, in its position', async () => {
    const [first] = builtinProviders
    if (!first) throw new Error('There is no provider.')
    const own = defineProvider({ ...first.schema, title: 'My own S3' })
    const all = [...builtinProviders, own]
    const draft = createDraft({ providers: all, values: initialValues(own.name, { providers: all }) })
    const screen = await render(<BackupStorageForm draft={draft} providers={all} />)
    const titles = draft.context.providers.map(({ title }) => title)
    expect(titles).toEqual(['My own S3', ...builtinProviders.slice(1).map(({ title }) => title)])
    await waitFor(() => expect(screen.container.textContent).toContain('My own S3'))
  })
})
