import 'backupstorage-forms/element'
import type { SubmitDetail } from 'backupstorage-forms/element'
import type { Manifest } from 'backupstorage-forms/core'
import { createDraft, initialValues } from 'backupstorage-forms/core'
import { german } from 'backupstorage-forms/messages/de'
import axe from 'axe-core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { pretendedCluster } from '../../stories/pretendedCluster.ts'
import { related, storage } from '../../stories/relatedObjects.ts'
import { caseOf } from '../fixtures/cases.ts'
import { waitFor } from '../waitFor.ts'

// The elements in a page without React: tags, attributes, properties and events.

const { values } = caseOf('s3-new-secret')
const secretValue = String(values.backend.auth['AWS_SECRET_ACCESS_KEY'])
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })

/** Adds an element to the page after `prepare` has set its properties. */
function put<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  prepare: (element: HTMLElementTagNameMap[Tag]) => void = () => undefined,
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  prepare(element)
  document.body.append(element)
  return element
}

function within(element: Element, selector: string): HTMLElement {
  const found = element.shadowRoot?.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`There is no ${selector} in the element.`)
  return found
}

/** Returns the path from the document to an element through open shadow roots, as tags. */
function focused(): Element | null {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  return element
}

afterEach(() => {
  document.body.replaceChildren()
  document.adoptedStyleSheets = []
  document.documentElement.removeAttribute('style')
})

function pageStyles(text: string): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(text)
  document.adoptedStyleSheets = [sheet]
}

describe('<backup-storage-form>', () => {
  it("shows the form with labels, and dispatches change events that don't bubble", async () => {
    const received: string[] = []
    document.body.addEventListener('change', () => received.push('around it'))
    const form = put('backup-storage-form', (element) => {
      element.addEventListener('change', () => received.push(String(element.values?.backend.spec['bucket'])))
    })
    await page.getByLabelText(/^Bucket/).fill('nightly')
    expect(received).toEqual(['nightly'])
    expect(form.values?.backend.spec['bucket']).toBe('nightly')
    expect(form.draft?.isDirty()).toBe(true)
  })

  it('hands out no entered value to other listeners of the page', async () => {
    const received: unknown[] = []
    const types = ['change', 'preview'] as const
    const capture = (event: Event): void => {
      received.push(event instanceof CustomEvent ? event.detail : undefined)
    }
    for (const type of types) document.addEventListener(type, capture, true)
    put('backup-storage-form', (element) => {
      element.values = values
      element.canPreview = true
    })
    await page.getByLabelText(/^Bucket/).fill('nightly')
    await button('Preview').click()
    for (const type of types) document.removeEventListener(type, capture, true)
    expect(received).toEqual([{ diagnostics: expect.any(Array) }, null])
    expect(JSON.stringify(received)).not.toMatch(/nightly/)
    expect(JSON.stringify(received)).not.toContain(secretValue)
  })

  it('accepts values and attributes before and after it is connected', async () => {
    const form = put('backup-storage-form', (element) => {
      element.values = values
      element.setAttribute('disabled', '')
      element.setAttribute('history', 'false')
    })
    await expect.element(page.getByLabelText(/^Bucket/)).toHaveValue(String(values.backend.spec['bucket']))
    await expect.element(page.getByLabelText(/^Bucket/)).toBeDisabled()
    expect(button('Undo').query()).toBeNull()

    form.removeAttribute('disabled')
    await expect.element(page.getByLabelText(/^Bucket/)).toBeEnabled()
    form.values = initialValues('azure')
    await expect.element(page.getByLabelText(/^Container/)).toBeVisible()
    expect(form.values.backend.provider).toBe('azure')
  })

  it('shows Preview and Cancel if requested', async () => {
    const received: unknown[] = []
    const form = put('backup-storage-form', (element) => {
      element.values = values
      element.canPreview = true
      element.addEventListener('preview', () => received.push(element.values))
      element.addEventListener('cancel', () => received.push('cancel'))
    })
    await button('Preview').click()
    expect(button('Cancel').query()).toBeNull()
    form.canCancel = true
    await button('Cancel').click()
    expect(received).toEqual([values, 'cancel'])
  })

  it('focuses a field, and keeps the focus on Undo', async () => {
    const form = put('backup-storage-form')
    await expect.element(page.getByLabelText(/^Bucket/)).toBeVisible()
    expect(form.focusField('/backend/spec/bucket')).toBe(true)
    expect(focused()).toBe(page.getByLabelText(/^Bucket/).element())
    await userEvent.keyboard('backups')
    const undo = page.getByRole('button', { name: /^Undo/ })
    await undo.click()
    await expect.element(page.getByLabelText(/^Bucket/)).toHaveValue('')
    expect(focused()).toBe(undo.element())
  })

  it('shows a given draft', async () => {
    const draft = createDraft({ values })
    const form = put('backup-storage-form', (element) => {
      element.draft = draft
    })
    await page.getByLabelText(/^Bucket/).fill('others')
    expect(draft.getState().values.backend.spec['bucket']).toBe('others')
    expect(form.draft).toBe(draft)
  })

  it('keeps the input when it is moved, or removed and added again', async () => {
    const form = put('backup-storage-form')
    await page.getByLabelText(/^Bucket/).fill('backups')
    const input = page.getByLabelText(/^Bucket/).element()
    document.body.append(document.createElement('main'))
    document.querySelector('main')?.append(form)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(page.getByLabelText(/^Bucket/).element()).toBe(input)

    form.remove()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(form.shadowRoot?.childElementCount).toBe(0)
    document.body.append(form)
    await expect.element(page.getByLabelText(/^Bucket/)).toHaveValue('backups')
  })

  it('supports another language', async () => {
    put('backup-storage-form', (element) => {
      element.messages = german
      element.canCancel = true
    })
    await expect.element(button('Abbrechen')).toBeVisible()
  })

  it('passes axe', async () => {
    const form = put('backup-storage-form', (element) => {
      element.values = values
    })
    await expect.element(page.getByLabelText(/^Bucket/)).toBeVisible()
    expect((await axe.run(form)).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  })
})

describe('styles of an element', () => {
  it("are isolated from the page's styles", async () => {
    pageStyles('button { background: red !important } input { border: 9px solid red !important }')
    const form = put('backup-storage-form', (element) => {
      element.canPreview = true
    })
    await expect.element(button('Preview')).toBeVisible()
    expect(getComputedStyle(button('Preview').element()).backgroundColor).toBe('rgb(10, 122, 61)')
    expect(getComputedStyle(within(form, 'input')).borderTopWidth).toBe('1px')
    expect(getComputedStyle(form).display).toBe('block')
    form.hidden = true
    expect(getComputedStyle(form).display).toBe('none')
  })

  it('are changed by custom properties and parts, whatever rule sets them', async () => {
    pageStyles(`
      backup-storage-form { --bsf-accent: rgb(1, 2, 3) }
      backup-storage-form::part(button-primary) { letter-spacing: 3px }
      backup-storage-form::part(field-invalid) { outline: 2px solid rgb(4, 5, 6) }
    `)
    const form = put('backup-storage-form', (element) => {
      element.canPreview = true
    })
    const preview = button('Preview')
    await expect.element(preview).toBeVisible()
    expect(getComputedStyle(preview.element()).backgroundColor).toBe('rgb(1, 2, 3)')
    expect(getComputedStyle(preview.element()).letterSpacing).toBe('3px')
    await preview.click()
    await waitFor(() => expect(getComputedStyle(within(form, '.bsf-field--invalid')).outlineColor).toBe('rgb(4, 5, 6)'))
  })

  it("follow the page's color scheme, or their own", async () => {
    const form = put('backup-storage-form')
    await expect.element(page.getByLabelText(/^Bucket/)).toBeVisible()
    const surface = (): string => getComputedStyle(within(form, 'input')).backgroundColor
    const light = surface()
    document.documentElement.style.colorScheme = 'dark'
    const dark = surface()
    expect(dark).not.toBe(light)
    form.dataset['theme'] = 'light'
    expect(surface()).toBe(light)
  })
})

describe('<backup-storage-wizard>', () => {
  async function toPreview(
    prepare: (detail: SubmitDetail & { manifests: readonly Manifest[] }) => void,
    canCancel = false,
  ) {
    const wizard = put('backup-storage-wizard', (element) => {
      element.values = values
      element.canCancel = canCancel
      element.addEventListener('submit', ({ detail }) => prepare({ ...detail, manifests: element.manifests ?? [] }))
    })
    await button('Preview').click()
    await expect.element(button('Submit')).toBeEnabled()
    return wizard
  }

  it('shows the manifests with masked secrets, and hands them to the page, which reports the result', async () => {
    let settle: { resolve: (value: unknown) => void; reject: (error: Error) => void } | undefined
    const kinds: string[][] = []
    const wizard = await toPreview(({ manifests, waitUntil }) => {
      kinds.push(manifests.map(({ kind }) => kind))
      waitUntil(
        new Promise((resolve, reject) => {
          settle = { resolve, reject }
        }),
      )
    })
    await waitFor(() => {
      const editor = within(wizard, '.bsf-editor-host').shadowRoot
      expect(editor?.textContent).toContain('kind: BackupStorage')
      expect(editor?.textContent).not.toContain(secretValue)
    })
    await button('Submit').click()
    await expect.element(button('Stop')).toBeVisible()
    settle?.reject(new Error('The pull request could not be opened.'))
    await expect.element(page.getByRole('alert')).toHaveTextContent('The pull request could not be opened.')
    await button('Submit').click()
    settle?.resolve(undefined)
    await waitFor(() => expect(wizard.draft?.isDirty()).toBe(false))
    expect(kinds).toEqual([
      ['Secret', 'BackupStorage'],
      ['Secret', 'BackupStorage'],
    ])
  })

  it('hands out the manifests as a property until they are applied, and not in the event', async () => {
    const received: unknown[] = []
    const capture = (event: Event): void => {
      received.push(event instanceof CustomEvent ? event.detail : undefined)
    }
    document.addEventListener('submit', capture, true)
    const wizard = await toPreview(({ waitUntil }) => waitUntil(Promise.resolve()))
    expect(wizard.manifests).toBeUndefined()
    await button('Submit').click()
    await waitFor(() => expect(wizard.draft?.isDirty()).toBe(false))
    document.removeEventListener('submit', capture, true)
    expect(received).toHaveLength(1)
    expect(JSON.stringify(received)).not.toContain(secretValue)
    expect(wizard.manifests).toBeUndefined()
  })

  it('reports an error if no listener accepts the manifests', async () => {
    await toPreview(() => undefined)
    await button('Submit').click()
    await expect.element(page.getByRole('alert')).toHaveTextContent('Call event.detail.waitUntil')
  })

  it('writes through a client, and dispatches done', async () => {
    const done: string[][] = []
    const wizard = put('backup-storage-wizard', (element) => {
      element.values = values
      element.client = {
        ...pretendedCluster([]),
        get: ({ kind }) =>
          kind === 'BackupStorage'
            ? Promise.resolve({ apiVersion: '', kind, metadata: {}, status: { phase: 'Ready' } })
            : Promise.reject(Object.assign(new Error('It is not there.'), { status: 404 })),
      }
      element.addEventListener('done', ({ detail }) => done.push(detail.objects.map(({ kind }) => kind)))
    })
    await button('Preview').click()
    await button('Submit').click()
    await button('Done').click()
    expect(done).toEqual([['Secret', 'BackupStorage']])
    expect((await axe.run(wizard)).violations).toEqual([])
  })
})

describe('<backup-storage-list> and <backup-storage-detail>', () => {
  const client = pretendedCluster([storage, ...related])

  it('shows storages once it has a client, and follows links unless the page prevents it', async () => {
    const asked: (string | undefined)[] = []
    const list = put('backup-storage-list')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(list.shadowRoot?.textContent).toBe('')
    list.hrefFor = ({ name }) => `#/storages/${name}`
    list.addEventListener('navigate', (event) => {
      asked.push(event.detail.href)
      if (asked.length === 1) event.preventDefault()
    })
    list.client = client
    const before = location.hash
    await page.getByRole('link', { name: 'default', exact: true }).click()
    expect([asked, location.hash]).toEqual([['#/storages/default'], before])
    await page.getByRole('link', { name: 'default', exact: true }).click()
    expect(location.hash).toBe('#/storages/default')
    location.hash = before
  })

  it('dispatches events for searches and the create button', async () => {
    const received: unknown[] = []
    const list = put('backup-storage-list', (element) => {
      element.client = client
      element.canCreate = true
      element.addEventListener('create', ({ detail }) => received.push(detail))
      element.addEventListener('search-change', ({ detail }) => received.push(detail))
    })
    await page.getByRole('searchbox').fill('no such')
    await button(/Create/).click()
    expect(received).toEqual([{ search: 'no such' }, { namespace: '' }])
    list.search = 'default'
    await expect.element(page.getByRole('searchbox')).toHaveValue('default')
  })

  it("keeps the user's last choice, unless the page prevents it", async () => {
    const list = put('backup-storage-list', (element) => {
      element.client = client
      element.setAttribute('search', 'dfault')
    })
    const search = page.getByRole('searchbox')
    await expect.element(search).toHaveValue('dfault')
    const input = search.element() as HTMLInputElement
    input.focus()
    input.setSelectionRange(1, 1)
    await userEvent.keyboard('e')
    await expect.element(search).toHaveValue('default')
    expect([list.search, input.selectionStart]).toEqual(['default', 2])
    await page.getByRole('columnheader', { name: /Age/ }).getByRole('button').click()
    expect(list.sort).toEqual({ column: 'age', descending: false })

    list.addEventListener('search-change', (event) => event.preventDefault())
    await userEvent.fill(search, 'other')
    await expect.element(search).toHaveValue('default')
    expect(list.search).toBe('default')
  })

  it('shows a storage with the requested buttons', async () => {
    const received: unknown[] = []
    const detail = put('backup-storage-detail', (element) => {
      element.client = client
      element.setAttribute('namespace', String(storage.metadata.namespace))
      element.setAttribute('name', String(storage.metadata.name))
      element.setAttribute('can-edit', '')
      element.addEventListener('edit', (event) => received.push(event.detail.object))
    })
    await button('Edit').click()
    expect(received).toEqual([storage])
    expect(button('Delete').query()).toBeNull()
    expect((await axe.run(detail)).violations).toEqual([])
  })

  it('connects to a cluster by address alone', async () => {
    const asked = vi.spyOn(window, 'fetch').mockImplementation(() => Promise.reject(new TypeError('no connection')))
    put('backup-storage-list', (element) => element.setAttribute('base-url', '/k8s'))
    await expect.element(page.getByRole('alert')).toBeVisible()
    expect(asked.mock.calls.map(([address]) => String(address))).toContainEqual(
      expect.stringMatching(/^\/k8s\/apis\/storage\.kubestash\.com\//),
    )
    asked.mockRestore()
  })
})

it('adopts properties set before the element was defined', async () => {
  const late = document.createElement('backup-storage-form-late')
  Object.assign(late, { values })
  const { BackupStorageFormElement } = await import('backupstorage-forms/element')
  customElements.define('backup-storage-form-late', class extends BackupStorageFormElement {} as never)
  document.body.append(late)
  await expect.element(page.getByLabelText(/^Bucket/)).toHaveValue(String(values.backend.spec['bucket']))
})
