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

/** States of the form, in addition to those of its providers. */
const states: Record<string, Partial<BackupStorageFormProps>> = {
  ...Object.fromEntries(builtinProviders.map(({ name }) => [name, { defaultValues: initialValues(name) }])),
  'an existing Secret': {
    defaultValues: caseOf('s3-existing-secret').values,
    namespaces: ['demo'],
    secrets: [{ name: 's3-secret', keys: ['AWS_ACCESS_KEY_ID'] }],
  },
  "a list that can't be loaded": { namespaces: () => Promise.reject(new Error('no connection')) },
  'an identity': { defaultValues: caseOf('azure-workload-identity').values },
  'a selector': {
    defaultValues: {
      ...caseOf('s3-new-secret').values,
      usagePolicy: { from: 'Selector', selector: { matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] } },
    },
  },
  'invalid values': { defaultValues: caseOf('azure-faulty').values },
  'an edited storage': {
    editing: { ...caseOf('azure-existing-secret').manifests[0], status: { repositories: [{ name: 'r' }] } },
  },
  'read-only': { defaultValues: caseOf('azure-guide').values, readOnly: true },
}

const focusable = 'a[href], button, input:not([type=hidden]), select, textarea, [tabindex="0"]'

function isVisible(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true })
}

async function openAll(): Promise<void> {
  for (const toggle of document.querySelectorAll<HTMLElement>('.bsf-panel-toggle[aria-expanded=false]')) toggle.click()
  await new Promise((resolve) => requestAnimationFrame(resolve))
}

/** Returns attributes with IDs that don't exist. */
function dangling(): string[] {
  const attributes = ['aria-describedby', 'aria-controls', 'aria-labelledby', 'aria-activedescendant', 'for']
  return attributes.flatMap((attribute) =>
    [...document.querySelectorAll(`[${attribute}]`)]
      .flatMap((element) => element.getAttribute(attribute)?.split(' ') ?? [])
      .filter((id) => !document.getElementById(id))
      .map((id) => `${attribute}=${id}`),
  )
}

/** Returns controls that are hard to hit: smaller than 24 by 24 pixels (WCAG 2.5.8), except for links in sentences. */
function small(): string[] {
  return [...document.querySelectorAll(focusable)].filter(isVisible).flatMap((element) => {
    const target = element.closest('label') ?? element
    const { width, height } = target.getBoundingClientRect()
    return width < 24 || height < 24 ? [`${element.outerHTML.slice(0, 120)} ${width}x${height}`] : []
  })
}

describe.each(Object.entries(states))('the form (%s)', (_name, props) => {
  it('passes axe, and has valid references and large enough controls, before and after Preview', async () => {
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

  it('names and describes every control, and marks only invalid ones', async () => {
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
      const problems = [...field.querySelectorAll('.bsf-errors li')].map(({ textContent }) => textContent)
      expect(control.getAttribute('aria-invalid') === 'true', path).toBe(problems.length > 0)
      for (const error of problems) expect(texts.join(' '), path).toContain(error)
      const help = field.querySelector('.bsf-description')?.textContent ?? ''
      expect(texts.join(' '), path).toContain(help)
    }
  })
})

describe('the keyboard', () => {
  it('reaches every control in visual order, with a visible focus', async () => {
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
    // Radio buttons with the same name have one tab stop; arrow keys lead to the others.
    const isOther = (element: HTMLElement): boolean =>
      element instanceof HTMLInputElement && element.type === 'radio' && !element.checked
    expect(reached).toEqual(expected.filter((element) => !isOther(element)))
  })

  it('moves through the options of a list, selects one, and closes it with Escape', async () => {
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
    await expect.element(screen.getByRole('button', { name: 'About Name', exact: true })).toHaveFocus()
    await userEvent.tab()
    await expect.element(screen.getByLabelText(/^Name\b/)).toHaveFocus()
  })
})

describe('announcements', () => {
  const said = (): string => document.querySelector('.bsf-announcer')?.textContent ?? ''

  it('include the errors of a field on leaving it, their number at Preview, and undone steps', async () => {
    const screen = await render(<BackupStorageForm onPreview={vi.fn()} />)
    await screen.getByLabelText(/^Name\b/).fill('Wrong Name')
    await userEvent.tab()
    await waitFor(() => expect(said()).toMatch(/^Name can't contain spaces/))
    await screen.getByRole('button', { name: 'Preview' }).click()
    await waitFor(() => expect(said()).toBe('Fix 6 errors to continue.'))
    await expect.element(screen.getByLabelText(/^Namespace/)).toHaveFocus()
    await screen.getByRole('button', { name: 'Undo: Name' }).click()
    await waitFor(() => expect(said()).toBe('Undone: Name'))
  })
})
