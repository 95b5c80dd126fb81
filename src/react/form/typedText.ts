import { deepEqual } from '../../base/json.ts'

/** The rule by which a field reads its text as a value, and writes a value as text. */
export interface TextRule {
  /** Returns the value of a text, given the value before. Undefined unsets the field. */
  read(text: string, before: unknown): unknown
  write(value: unknown): string
}

/** Returns the text that a control shows for a value, even one of the wrong type. */
export function toText(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean)
}

/** The most significant digits with which every decimal number is read exactly. */
const exactDigits = 15

/** Returns the typed number, or the text itself if it isn't one or would be rounded, so that validation reports it. */
export function toNumber(text: string, type: unknown): number | string | undefined {
  if (text === '') return undefined
  const isInteger = /^-?(0|[1-9]\d{0,15})$/.test(text)
  const number = Number(text) + 0 // without the sign of zero
  if (isInteger && Number.isSafeInteger(number)) return number
  const [, digits = ''] = /^-?((?:0|[1-9]\d{0,30})(?:\.\d{0,30})?)(?:[eE][+-]?\d{1,2})?$/.exec(text) ?? []
  if (type === 'integer' || digits === '') return text
  return digits.replace('.', '').replace(/^0+|0+$/g, '').length > exactDigits ? text : number
}

const numberRules = {
  integer: { read: (text: string) => toNumber(text, 'integer'), write: toText },
  number: { read: (text: string) => toNumber(text, 'number'), write: toText },
} satisfies Record<string, TextRule>

/** Returns the rule for a schema's type: an integer or a number. */
export function numberRule(type: unknown): TextRule {
  return type === 'integer' ? numberRules.integer : numberRules.number
}

/** Returns the line of a list item: its text, or JSON if it isn't a string or doesn't fit on a line. */
function lineOf(item: unknown): string {
  return typeof item === 'string' && item.trim() !== '' && !/[\r\n]/.test(item) ? item : JSON.stringify(item)
}

/** The text of a list of strings, one on each line. Items that aren't strings stay as they are until their line changes. */
export const linesRule: TextRule = {
  read(text, before) {
    const others = new Map(
      itemsOf(before).flatMap((item): [string, unknown][] => (lineOf(item) === item ? [] : [[lineOf(item), item]])),
    )
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
    return lines.length === 0 ? undefined : lines.map((line) => (others.has(line) ? others.get(line) : line))
  },
  write: (value) => itemsOf(value).map(lineOf).join('\n'),
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
}

/** Returns the text of a field: as typed while it stands for the value, otherwise the value as text. */
export function shownText({ read, write }: TextRule, typed: string | undefined, value: unknown): string {
  return typed !== undefined && deepEqual(read(typed, value), value) ? typed : write(value)
}
