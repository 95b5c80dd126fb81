import { type JsonObject, type StoredObject, objectAt } from './objects.ts'
import type { Resource } from './resources.ts'
import { badRequest } from './status.ts'

type Matches = (object: StoredObject) => boolean

/** Returns a filter for `labelSelector` and `fieldSelector`, or undefined if there is neither. */
export function readSelectors(query: URLSearchParams, resource: Resource): Matches | undefined {
  const requirements = [
    ...parseLabelSelector(query.get('labelSelector') ?? ''),
    ...parseFieldSelector(query.get('fieldSelector') ?? '').map((term) => fieldMatcher(term, resource)),
  ]
  if (requirements.length === 0) return undefined
  return (object) => requirements.every((matches) => matches(object))
}

const qualifiedName = '(?:[A-Za-z0-9][-A-Za-z0-9.]*/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?'
const labelValue = '(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?'
const requirementPattern = new RegExp(
  `^\\s*(?:(?<not>!)\\s*)?(?<key>${qualifiedName})\\s*` +
    `(?:(?<equality>==?|!=)\\s*(?<value>${labelValue})|(?<set>in|notin)\\s*\\((?<values>[^()]*)\\))?\\s*$`,
)

/** Parses a label selector: `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b,c)`, `a`, `!a`. */
function parseLabelSelector(selector: string): Matches[] {
  if (selector.trim() === '') return []
  // A comma in parentheses separates values.
  return selector.split(/,(?![^(]*\))/).map((text) => {
    const parts = requirementPattern.exec(text)?.groups
    const { not, key = '', equality, value = '', set, values = '' } = parts ?? {}
    if (parts === undefined || (not !== undefined && (equality ?? set) !== undefined)) throw unreadable(text)
    const listed = values.split(',').map((one) => one.trim())
    if (set !== undefined && !listed.every((one) => new RegExp(`^${labelValue}$`).test(one))) throw unreadable(text)
    const test = testOf(equality ?? set ?? not ?? 'exists', set === undefined ? [value] : listed)
    return (object) => {
      const label = labelsOf(object)[key]
      return test(typeof label === 'string' ? label : undefined)
    }
  })
}

function testOf(operator: string, values: readonly string[]): (label: string | undefined) => boolean {
  switch (operator) {
    case 'exists':
      return (label) => label !== undefined
    case '!':
      return (label) => label === undefined
    case '!=':
    case 'notin':
      return (label) => label === undefined || !values.includes(label)
    default:
      return (label) => label !== undefined && values.includes(label)
  }
}

/** A requirement on a field: `metadata.name=a`. */
interface FieldTerm {
  field: string
  isEqual: boolean
  value: string
}

/** Parses a field selector: `metadata.name=a`, `metadata.namespace!=b`. */
function parseFieldSelector(selector: string): FieldTerm[] {
  if (selector.trim() === '') return []
  return selector.split(',').map((text) => {
    const {
      field = '',
      operator,
      value = '',
    } = /^(?<field>[^=!]+)(?<operator>==?|!=)(?<value>.*)$/.exec(text)?.groups ?? {}
    if (operator === undefined) {
      throw badRequest(`invalid selector: '${selector}'; can't understand '${text}'`)
    }
    return { field, isEqual: operator !== '!=', value }
  })
}

function fieldMatcher({ field, isEqual, value }: FieldTerm, { namespaced, selectable = [] }: Resource): Matches {
  const supported = ['metadata.name', ...(namespaced ? ['metadata.namespace'] : []), ...selectable]
  if (!supported.includes(field)) throw badRequest(`field label not supported: ${field}`)
  const keys = field.split('.')
  return (object) => {
    const found = keys.reduce<unknown>((at, key) => (at as JsonObject | undefined)?.[key], object)
    return ((found ?? '') === value) === isEqual
  }
}

/**
 * Returns the only name that the field selector of a list or a watch matches, or an empty string. Access is checked for
 * this name, so that `resourceNames` in a role can allow the request.
 */
export function selectedName(query: URLSearchParams): string {
  const terms = parseFieldSelector(query.get('fieldSelector') ?? '')
  const name = terms.find(({ field, isEqual }) => field === 'metadata.name' && isEqual)?.value ?? ''
  return name === '.' || name === '..' || /[/%]/.test(name) ? '' : name
}

function labelsOf(object: StoredObject): JsonObject {
  return objectAt(object.metadata, 'labels')
}

function unreadable(requirement: string): Error {
  return badRequest(`unable to parse requirement: found '${requirement.trim()}', expected: a requirement on a label`)
}
