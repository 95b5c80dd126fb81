import { type JsonObject, stringAt } from './objects.ts'
import type { Cause } from './status.ts'

const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const subdomainRule =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"

/** Returns the errors in the name of an object. */
export function checkName(metadata: JsonObject): Cause[] {
  const field = 'metadata.name'
  const name = stringAt(metadata, 'name')
  if (name === '') {
    return [{ reason: 'FieldValueRequired', message: 'Required value: name or generateName is required', field }]
  }
  const rules: string[] = []
  if (name.length > 253) rules.push('must be no more than 253 characters')
  if (!subdomain.test(name)) rules.push(subdomainRule)
  return rules.map((rule) => ({ reason: 'FieldValueInvalid', message: `Invalid value: "${name}": ${rule}`, field }))
}
