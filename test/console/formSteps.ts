import { readFileSync, readdirSync } from 'node:fs'
import type { BackupStorageValues } from 'backupstorage-forms/core'
import type { Locator } from 'playwright'
import { expect } from 'vitest'

/** What of a schema a person can see. */
interface Field {
  title?: string
  description?: string
  type?: string
  const?: unknown
  oneOf?: { const: unknown; title: string }[]
  properties?: Record<string, Field>
  items?: Field
  additionalProperties?: object
  minProperties?: number
  maxProperties?: number
  'x-options'?: string
  'x-absent'?: unknown
  'x-sections'?: (string | Section)[]
  'x-provider'?: { name: string }
}

interface Section {
  title: string
  collapsed?: boolean
  fields: string[]
}

/** One thing that a person does to the form, and how it looks once it is done. */
interface Step {
  /** What the step is, for a message. */
  says: string
  act: (form: Locator) => Promise<void>
  /** Fails where the form does not show the step any more. */
  check: (form: Locator) => Promise<void>
}

const folder = new URL('../../schemas/', import.meta.url)
const readSchema = (path: string): Field => JSON.parse(readFileSync(new URL(path, folder), 'utf8')) as Field

const resource = readSchema('backupstorage.json')
const providers = readdirSync(new URL('providers/', folder)).map((file) => readSchema(`providers/${file}`))

/** The control or the group of a label. The star of a required field is part of what is read, not of the name. */
export function labelled(form: Locator, label: string): Locator {
  return form.getByLabel(new RegExp(`^${escaped(label)}\\*?$`))
}

const escaped = (label: string): string => label.replace(/[^\w ]/g, '\\$&')

/** Everything that a person does to an empty form until it holds the values; found by labels, in the form's order. */
export function stepsFor(values: BackupStorageValues): Step[] {
  const { backend, ...common } = values
  const provider = providerOf(backend.provider)
  const fields = resource.properties ?? {}
  const parts = fields.backend?.properties ?? {}
  const ofSection = (field: string): Section | undefined =>
    resource['x-sections']?.find((one): one is Section => typeof one !== 'string' && one.fields.includes(field))
  const opened = new Set<string>()

  const ofCommon = Object.entries(common).flatMap(([key, value]) => {
    const steps = stepsOf(fieldAt(fields, key), value)
    const section = ofSection(key)
    if (steps.length === 0 || section?.collapsed !== true || opened.has(section.title)) return steps
    opened.add(section.title)
    return [open(section.title), ...steps]
  })
  const { source, ...named } = backend.credentials
  const asked = provider.properties?.auth === undefined ? named : { source, ...named }
  return [
    ...ofCommon,
    choose('Provider', `${backend.provider}: ${provider.description ?? ''}`),
    ...stepsOf(fieldAt(parts, 'credentials'), asked),
    ...stepsOf(provider.properties?.auth ?? { properties: {} }, backend.auth),
    ...stepsOf(fieldAt(provider.properties ?? {}, 'spec'), backend.spec),
  ]
}

/** What the select of providers says for one. */
export function providerOption(name: string): string {
  return `${name}: ${providerOf(name).description ?? ''}`
}

function providerOf(name: string): Field {
  const found = providers.find((one) => one['x-provider']?.name === name)
  if (found === undefined) throw new Error(`schemas/providers/ has no provider ${name}.`)
  return found
}

function fieldAt(fields: Record<string, Field>, key: string): Field {
  const found = fields[key]
  if (found === undefined) throw new Error(`The schemas have no field ${key}.`)
  return found
}

function stepsOf(field: Field, value: unknown): Step[] {
  const { title = '' } = field
  if (Array.isArray(value)) return listSteps(field, value)
  if (typeof value === 'boolean') return field['x-absent'] === value ? [] : [toggle(title, value)]
  if (typeof value === 'object' && value !== null) return objectSteps(field, value)
  const option = field.oneOf?.find((one) => one.const === value)
  if (option !== undefined)
    return [field['x-options'] === 'sources' ? pick(title, option.title) : choose(title, option.title)]
  return [type(title, String(value))]
}

function objectSteps(field: Field, value: object): Step[] {
  const entries = Object.entries(value)
  const { title = '' } = field
  if (field.additionalProperties !== undefined) {
    return entries.flatMap(([key, text], index) => [
      add(title, `${title} ${index + 1}: Key`),
      type(`${title} ${index + 1}: Key`, key),
      type(`${title} ${index + 1}: Value`, String(text)),
    ])
  }
  const isChoice = field.minProperties === 1 && field.maxProperties === 1
  return entries.flatMap(([key, entry]) => {
    const child = fieldAt(field.properties ?? {}, key)
    return [...(isChoice ? [pick(title, child.title ?? key)] : []), ...stepsOf(child, entry)]
  })
}

function listSteps(field: Field, items: unknown[]): Step[] {
  const { title = '' } = field
  if (field.items?.type !== 'object') return [type(title, items.join(', '))]
  const { title: itemTitle = '' } = field.items
  return items.flatMap((item, index) => {
    const name = `${itemTitle} ${index + 1}`
    const group = (form: Locator): Locator => form.getByRole('group', { name, exact: true })
    const inside = stepsOf(field.items ?? {}, item).map(({ says, act, check }) => ({
      says: `${name}: ${says}`,
      act: (form: Locator) => act(group(form)),
      check: (form: Locator) => check(group(form)),
    }))
    return [add(title, name), ...inside]
  })
}

/** A section may be closed again where something was chosen since; what is in it must be there all the same. */
function open(title: string): Step {
  const act = async (form: Locator): Promise<void> => {
    const closed = form.getByRole('button', { name: `Expand ${title}`, exact: true })
    if ((await closed.count()) > 0) await closed.click()
    await form.getByRole('button', { name: `Collapse ${title}`, exact: true }).waitFor()
  }
  return { says: `open ${title}`, act, check: act }
}

function type(label: string, text: string): Step {
  const control = (form: Locator): Locator => labelled(form, label)
  return {
    says: `type into ${label}`,
    // Short texts key by key; long ones and those of several lines as one paste. What is there already, filled from
    // another field, is left.
    act: async (form) => {
      const present = await control(form).inputValue()
      if (present === text) return
      if (present !== '') await control(form).clear()
      await (/^.{0,40}$/.test(text) ? control(form).pressSequentially(text) : control(form).fill(text))
    },
    check: async (form) => expect(await control(form).inputValue(), label).toBe(text),
  }
}

/** From a select, or from what a theme has in its place: a button that opens a list, and is named by its value too. */
function choose(label: string, option: string): Step {
  const control = (form: Locator): Locator =>
    form.getByRole('combobox', { name: new RegExp(`^${escaped(label)}(\\b|$)`) })
  const isSelect = (form: Locator): Promise<boolean> =>
    control(form).evaluate((element) => element.tagName === 'SELECT')
  return {
    says: `choose ${option} as ${label}`,
    act: async (form) => {
      if (await isSelect(form)) return void (await control(form).selectOption({ label: option }))
      await control(form).click()
      await form.page().getByRole('option', { name: option, exact: true }).click()
    },
    check: async (form) => {
      const shown = await control(form).evaluate((element) =>
        element instanceof HTMLSelectElement ? element.selectedOptions[0]?.label : element.textContent,
      )
      expect(shown, label).toBe(option)
    },
  }
}

function pick(group: string, option: string): Step {
  const radio = (form: Locator): Locator =>
    form.getByRole('radiogroup', { name: group, exact: true }).getByRole('radio', { name: option, exact: true })
  return {
    says: `pick ${option} as ${group}`,
    act: (form) => radio(form).check(),
    check: async (form) => expect(await radio(form).isChecked(), group).toBe(true),
  }
}

/** Off is chosen by switching on and off again: before that the field is not set. */
function toggle(label: string, on: boolean): Step {
  const control = (form: Locator): Locator => form.getByRole('checkbox', { name: label, exact: true })
  return {
    says: `switch ${label} ${on ? 'on' : 'off'}`,
    act: async (form) => {
      await control(form).check()
      if (!on) await control(form).uncheck()
    },
    check: async (form) => expect(await control(form).isChecked(), label).toBe(on),
  }
}

function add(title: string, appears: string): Step {
  return {
    says: `add to ${title}`,
    act: async (form) => {
      await form.getByRole('button', { name: `Add new: ${title}`, exact: true }).click()
      await labelled(form, appears).waitFor()
    },
    check: (form) => labelled(form, appears).waitFor(),
  }
}

export async function takeSteps(steps: readonly Step[], form: Locator): Promise<void> {
  for (const { says, act } of steps) await naming(says, act(form))
}

export async function checkSteps(steps: readonly Step[], form: Locator): Promise<void> {
  for (const { says, check } of steps) await naming(says, check(form))
}

async function naming(says: string, done: Promise<void>): Promise<void> {
  try {
    await done
  } catch (error) {
    throw new Error(`This could not be done: ${says}`, { cause: error })
  }
}
