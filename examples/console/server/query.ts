import { badRequest } from './status.ts'

/** Returns whether a request is a dry run. */
export function isDryRun(query: URLSearchParams): boolean {
  const value = query.get('dryRun')
  if (value !== null && value !== 'All')
    throw badRequest(`dryRun: Unsupported value: "${value}": supported values: "All"`)
  return value === 'All'
}

/** Returns how a request treats unknown fields. */
export function fieldValidation(query: URLSearchParams): 'Ignore' | 'Strict' | 'Warn' {
  const value = query.get('fieldValidation') ?? 'Warn'
  if (value === 'Ignore' || value === 'Strict' || value === 'Warn') return value
  throw badRequest(`fieldValidation: Unsupported value: "${value}": supported values: "Ignore", "Strict", "Warn"`)
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
