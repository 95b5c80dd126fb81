import 'backupstorage-forms/styles.css'
import type { BackupStorageFormProps } from 'backupstorage-forms'
import { BackupStorageForm } from 'backupstorage-forms'
import { builtinProviders, initialValues } from 'backupstorage-forms/core'
import axe from 'axe-core'
import { describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { caseOf } from '../fixtures/cases.ts'
import { waitFor } from '../waitFor.ts'

/** The states that a form can be in, beside those of its providers. */
const states: Record<string, Partial<BackupStorageFormProps>> = {
  ...Object.fromEntries(builtinProviders.map(({ name }) => [name, { defaultValues: initialValues(name) }])),
  'an existing Secret': {
    defaultValues: caseOf('s3-existing-secret').values,
    namespaces: ['demo'],
    secrets: [{ name: 's3-secret', keys: ['AWS_ACCESS_KEY_ID'] }],
  },
  'a list that failed': { namespaces: () => Promise.reject(new Error('no connection')) },
  'an identity': { defaultValues: caseOf('azure-workload-identity').values },
  'a selector': {
    defaultValues: {
      ...caseOf('s3-new-secret').values,
      usagePolicy: { from: 'Selector', selector: { matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] } },
    },
  },
  faulty: { defaultValues: caseOf('azure-faulty').values },
  editing: {
    editing: { ...caseOf('azure-existing-secret').manifests[0], status: { repositories: [{ name: 'r' }] } },
  },
  'read only': { defaultValues: caseOf('azure-guide').values, readOnly: true },
}

const focusable = 'a[href], button, input:not([type=hidden]), select, textarea, [tabindex="0"]'

function isVisible(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true })
}

async function openAll(): Promise<void> {
  for (const toggle of document.querySelectorAll<HTMLElement>('.bsf-panel-toggle[aria-expanded=false]')) toggle.click()
  await new Promise((resolve) => requestAnimationFrame(resolve))
}

/** Attributes that name ids, and the ids that nothing has. */
function dangling(): string[] {
  const attributes = ['aria-describedby', 'aria-controls', 'aria-labelledby', 'aria-activedescendant', 'for']
  return attributes.flatMap((attribute) =>
    [...document.querySelectorAll(`[${attribute}]`)]
      .flatMap((element) => element.getAttribute(attribute)?.split(' ') ?? [])
      .filter((id) => !document.getElementById(id))
      .map((id) => `${attribute}=${id}`),
  )
}

/** Controls that a finger could miss: smaller than 24 by 24 pixels (WCAG 2.5.8), links in a sentence apart. */
function small(): string[] {
  return [...document.querySelectorAll(focusable)].filter(isVisible).flatMap((element) => {
    const target = element.closest('label') ?? element
    const { width, height } = target.getBoundingClientRect()
    return width < 24 || height < 24 ? [`${element.outerHTML.slice(0, 120)} ${width}x${height}`] : []
  })
}

describe.each(Object.entries(states))('the form, %s', (_name, props) => {
  it('is what axe finds nothing in, refers to nothing that is not there, and can be hit, before and after Preview', async () => {
    const screen = await render(<BackupStorageForm {...props} onPreview={vi.fn()} onCancel={vi.fn()} />)
    await openAll()
    for (const pressed of [false, true]) {
      if (pressed) await screen.getByRole('button', { name: 'Preview' }).click()
      expect(dangling()).toEqual([])
      expect(small()).toEqual([])
      const { violations } = await axe.run(screen.container, { rules: { region: { enabled: false } } })
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
    }
  })

  it('names and describes every control, and marks just those that are faulty', async () => {
    const screen = await render(<BackupStorageForm {...props} onPreview={vi.fn()} />)
    await openAll()
    await screen.getByRole('button', { name: 'Preview' }).click()
    for (const field of document.querySelectorAll<HTMLElement>('.bsf-field')) {
      const { bsfPath: path = '', bsfKind: kind } = field.dataset
      const control = field.querySelector<HTMLElement>('input, select, textarea')
      if (!control || kind === 'wide') continue
      const texts = (control.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '')
      const faults = [...field.querySelectorAll('.bsf-errors li')].map(({ textContent }) => textContent)
      expect(control.getAttribute('aria-invalid') === 'true', path).toBe(faults.length > 0)
      for (const fault of faults) expect(texts.join(' '), path).toContain(fault)
      expect(texts.join('').length, `${path} is described`).toBeGreaterThan(10)
    }
  })
})

describe('with the keyboard alone', () => {
  it('every control is reached in the order in which it stands, and is seen to have the focus', async () => {
    const screen = await render(<BackupStorageForm onPreview={vi.fn()} onCancel={vi.fn()} namespaces={['demo']} />)
    await openAll()
    const expected = [...screen.container.querySelectorAll<HTMLElement>(focusable)].filter(
      (element) => isVisible(element) && element.tabIndex >= 0 && !(element as HTMLButtonElement).disabled,
    )
    const reached: Element[] = []
    for (let steps = 0; steps < 100; steps++) {
      await userEvent.tab()
      const { activeElement } = document
      if (!activeElement || !screen.container.contains(activeElement)) break
      reached.push(activeElement)
      const { outlineStyle, outlineWidth } = getComputedStyle(activeElement)
      expect(outlineStyle, activeElement.outerHTML.slice(0, 120)).not.toBe('none')
      expect(Number.parseFloat(outlineWidth)).toBeGreaterThanOrEqual(2)
    }
    // Of radio buttons with one name, one is reached with Tab and the others with the arrows.
    const isOther = (element: HTMLElement): boolean =>
      element instanceof HTMLInputElement && element.type === 'radio' && !element.checked
    expect(reached).toEqual(expected.filter((element) => !isOther(element)))
  })

  it('the options of a list are moved through, chosen, and left with Escape without a loss', async () => {
    const onChange = vi.fn()
    const screen = await render(
      <BackupStorageForm onChange={onChange} namespaces={['default', 'demo', 'production']} />,
    )
    const field = screen.getByRole('combobox', { name: /^Namespace/ })
    await field.click()
    await userEvent.keyboard('d{ArrowDown}{ArrowDown}')
    await expect.element(screen.getByRole('option', { name: 'demo' })).toHaveAttribute('aria-selected', 'true')
    expect(field.element().getAttribute('aria-activedescendant')).toBe(
      screen.getByRole('option', { name: 'demo' }).element().id,
    )
    await userEvent.keyboard('{Escape}')
    await expect.element(field).toHaveValue('d')
    await userEvent.keyboard('{ArrowDown}{ArrowUp}{Enter}')
    await expect.element(field).toHaveValue('production')
    await userEvent.tab()
    await expect.element(screen.getByLabelText(/^Name\b/)).toHaveFocus()
  })
})

describe('what is said without the focus', () => {
  const said = (): string => document.querySelector('.bsf-announcer')?.textContent ?? ''

  it('are faults of a field that was left, how many there are at Preview, and steps that were undone', async () => {
    const screen = await render(<BackupStorageForm onPreview={vi.fn()} />)
    await screen.getByLabelText(/^Name\b/).fill('Wrong Name')
    await userEvent.tab()
    await waitFor(() => expect(said()).toMatch(/^Name: Use at most 253/))
    await screen.getByRole('button', { name: 'Preview' }).click()
    await waitFor(() => expect(said()).toBe('6 faults need your attention.'))
    await expect.element(screen.getByLabelText(/^Namespace/)).toHaveFocus()
    await screen.getByRole('button', { name: 'Undo' }).click()
    await waitFor(() => expect(said()).toBe('Undone: Name'))
  })
})
