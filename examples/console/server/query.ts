import { type Cause, badRequest, invalid } from './status.ts'

/** The options that a write takes in its query, named as in the errors about them. */
export type OptionsKind = 'CreateOptions' | 'UpdateOptions' | 'PatchOptions' | 'DeleteOptions'

const validations = ['', 'Ignore', 'Strict', 'Warn']

/** Rejects unsupported values of `dryRun` and `fieldValidation`. */
export function checkOptions(query: URLSearchParams, kind: OptionsKind): void {
  const causes: Cause[] = []
  const dryRun = query.getAll('dryRun')
  if (dryRun.some((value) => value !== 'All')) {
    const values = `[]string{${dryRun.map((value) => JSON.stringify(value)).join(', ')}}`
    causes.push(notSupported('dryRun', values, ['All']))
  }
  const validation = query.get('fieldValidation') ?? ''
  if (kind !== 'DeleteOptions' && !validations.includes(validation)) {
    causes.push(notSupported('fieldValidation', JSON.stringify(validation), validations))
  }
  if (causes.length > 0) throw invalid({ group: 'meta.k8s.io', kind }, '', causes)
}

function notSupported(field: string, value: string, supported: readonly string[]): Cause {
  const list = supported.map((one) => JSON.stringify(one)).join(', ')
  const message = `Unsupported value: ${value}: supported values: ${list}`
  return { reason: 'FieldValueNotSupported', message, field }
}

/** Returns whether a request is a dry run. */
export function isDryRun(query: URLSearchParams): boolean {
  return query.has('dryRun')
}

/** Returns how a request treats unknown and duplicate fields. */
export function fieldValidation(query: URLSearchParams): 'Ignore' | 'Strict' | 'Warn' {
  const value = query.get('fieldValidation')
  return value === 'Ignore' || value === 'Strict' ? value : 'Warn'
}

/** Returns the writer for `managedFields`. */
export function fieldManager(query: URLSearchParams): string {
  return query.get('fieldManager') ?? 'unknown'
}

export function isTrue(query: URLSearchParams, name: string): boolean {
  return ['1', 'true'].includes(query.get(name) ?? '')
}

/** Returns a non-negative number; 0 if missing. */
export function numberOf(query: URLSearchParams, name: string): number {
  const value = query.get(name) ?? ''
  if (!/^\d*$/.test(value)) {
    throw badRequest(`${name}: Invalid value: "${value}": strconv.ParseInt: parsing "${value}": invalid syntax`)
  }
  return Number(value)
}

const milliseconds: Record<string, number> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** Returns the time limit of a request in milliseconds: `timeout` (`10s`, `1m30s`), but at most `longest`. */
export function timeoutOf(query: URLSearchParams, longest: number): number {
  const value = query.get('timeout') ?? ''
  const parts = [...value.matchAll(/(\d+\.?\d*|\.\d+)([a-zµ]*)/g)]
  const isDuration = value === parts.map(([part]) => part).join('')
  const units = parts.map(([, , unit = '']) => unit)
  const unknown = units.find((unit) => unit !== '' && !(unit in milliseconds))
  if (!isDuration) throw invalidTimeout(`invalid duration "${value}"`)
  if (value !== '0' && units.includes('')) throw invalidTimeout(`missing unit in duration "${value}"`)
  if (unknown !== undefined) throw invalidTimeout(`unknown unit "${unknown}" in duration "${value}"`)
  const time = parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (milliseconds[unit] ?? 0), 0)
  return time === 0 ? longest : Math.min(time, longest)
}

function invalidTimeout(cause: string): Error {
  return badRequest(`invalid timeout specified in the request URL - time: ${cause}`)
}
