import type { Locator } from 'playwright'
import { expect } from 'vitest'
import type { Step } from '../formSteps.ts'
import { escaped, labelPattern } from '../formSteps.ts'

/** Returns the control or the group with a label. */
export function labelled(form: Locator, label: string): Locator {
  return form.getByLabel(labelPattern(label))
}

/** Takes the steps in a form, like a user. */
export async function takeSteps(steps: readonly Step[], form: Locator): Promise<void> {
  for (const step of steps) await naming(step, take(step, around(step, form)))
}

/** Fails if the form doesn't show the result of a step. */
export async function checkSteps(steps: readonly Step[], form: Locator): Promise<void> {
  for (const step of steps) await naming(step, check(step, around(step, form)))
}

function around({ group }: Step, form: Locator): Locator {
  return group === undefined ? form : form.getByRole('group', { name: group, exact: true })
}

async function naming({ does, label }: Step, done: Promise<void>): Promise<void> {
  try {
    await done
  } catch (error) {
    throw new Error(`This could not be done: ${does} ${label}`, { cause: error })
  }
}

async function take(step: Step, form: Locator): Promise<void> {
  switch (step.does) {
    case 'type': {
      // Types short text key by key, and pastes long or multi-line text. Fields that were derived already are skipped.
      const control = labelled(form, step.label)
      const present = await control.inputValue()
      if (present === step.text) return
      if (present !== '') await control.clear()
      return /^.{0,40}$/.test(step.text) ? control.pressSequentially(step.text) : control.fill(step.text)
    }
    case 'choose': {
      // Either a select, or the replacement in some themes: a button that opens a list.
      const control = combobox(form, step.label)
      const isSelect = await control.evaluate((element) => element.tagName === 'SELECT')
      if (isSelect) return void (await control.selectOption({ label: step.option }))
      await control.click()
      return form.page().getByRole('option', { name: step.option, exact: true }).click()
    }
    case 'pick':
      return radio(form, step.label, step.option).check()
    case 'toggle':
      // Switches on and off again to select off: before that, the field is unset.
      await checkbox(form, step.label).check()
      return step.on ? undefined : checkbox(form, step.label).uncheck()
    case 'open': {
      const closed = button(form, `Expand ${step.label}`)
      if ((await closed.count()) > 0) await closed.click()
      // The button goes while the section must stay open.
      return closed.waitFor({ state: 'detached' })
    }
    case 'add':
      await button(form, `Add new: ${step.label}`).click()
      return labelled(form, step.appears).waitFor()
  }
}

async function check(step: Step, form: Locator): Promise<void> {
  switch (step.does) {
    case 'type': {
      const control = labelled(form, step.label)
      // The text of a secret file is not in its field until it is revealed.
      const isMasked = /^•+$/.test(await control.inputValue())
      if (isMasked) await button(form, `Show ${step.label}`).click()
      expect(await control.inputValue(), step.label).toBe(step.text)
      return isMasked ? button(form, `Hide ${step.label}`).click() : undefined
    }
    case 'choose': {
      const shown = await combobox(form, step.label).evaluate((element) =>
        element instanceof HTMLSelectElement ? element.selectedOptions[0]?.label : element.textContent,
      )
      return expect(shown, step.label).toBe(step.option)
    }
    case 'pick':
      return expect(await radio(form, step.label, step.option).isChecked(), step.label).toBe(true)
    case 'toggle':
      return expect(await checkbox(form, step.label).isChecked(), step.label).toBe(step.on)
    case 'open':
      // Selecting another provider may have closed the section again.
      return take(step, form)
    case 'add':
      return labelled(form, step.appears).waitFor()
  }
}

const button = (form: Locator, name: string): Locator => form.getByRole('button', { name, exact: true })
const checkbox = (form: Locator, name: string): Locator => form.getByRole('checkbox', { name, exact: true })
const combobox = (form: Locator, label: string): Locator =>
  form.getByRole('combobox', { name: new RegExp(`^${escaped(label)}(\\b|$)`) })
const radio = (form: Locator, group: string, name: string): Locator =>
  form.getByRole('radiogroup', { name: group, exact: true }).getByRole('radio', { name, exact: true })
