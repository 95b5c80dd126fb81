import { BackupStorageForm } from 'backupstorage-forms'
import type { BackupStorageValues } from 'backupstorage-forms/core'
import { initialValues, normalizeValues, toManifests } from 'backupstorage-forms/core'
import { fireEvent, within } from 'storybook/test'
import { expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { cases } from '../fixtures/cases.ts'
import type { Step } from '../formSteps.ts'
import { labelPattern, stepsFor } from '../formSteps.ts'

// Fills in every case of the specification by its labels. One case for each provider is also typed key by key,
// previewed and submitted in test/console/cases.e2e.test.ts.

async function take(step: Step, whole: HTMLElement): Promise<void> {
  const { group } = step
  const form = within(group === undefined ? whole : await within(whole).findByRole('group', { name: group }))
  switch (step.does) {
    case 'type':
      fireEvent.change(await form.findByLabelText(labelPattern(step.label)), { target: { value: step.text } })
      return
    case 'choose': {
      const select: HTMLSelectElement = await form.findByLabelText(labelPattern(step.label))
      const option = [...select.options].find(({ label }) => label === step.option)
      if (!option) throw new Error(`${step.label} has no option ${step.option}.`)
      fireEvent.change(select, { target: { value: option.value } })
      return
    }
    case 'pick': {
      const radios = await form.findByRole('radiogroup', { name: step.label })
      fireEvent.click(within(radios).getByRole('radio', { name: step.option }))
      return
    }
    case 'toggle': {
      const checkbox = await form.findByRole('checkbox', { name: step.label })
      fireEvent.click(checkbox)
      if (!step.on) fireEvent.click(checkbox)
      return
    }
    case 'open': {
      const closed = form.queryByRole('button', { name: `Expand ${step.label}` })
      if (closed) fireEvent.click(closed)
      await form.findByRole('button', { name: `Collapse ${step.label}` })
      return
    }
    case 'add':
      fireEvent.click(await form.findByRole('button', { name: `Add new: ${step.label}` }))
      await form.findByLabelText(labelPattern(step.appears))
  }
}

const valid = Object.entries(cases).filter(([, { diagnostics }]) =>
  diagnostics.every(({ severity }) => severity !== 'error'),
)

it.each(valid)('fills in %s and produces its manifests', async (_file, { values, manifests }) => {
  let latest: BackupStorageValues = initialValues(values.backend.provider)
  const { container } = await render(<BackupStorageForm onChange={(next) => (latest = next)} />)
  for (const step of stepsFor(values)) await take(step, container)
  expect(normalizeValues(latest)).toEqual(normalizeValues(values))
  expect(toManifests(latest)).toEqual(manifests)
})
