import { type JsonObject, stringAt } from './objects.ts'
import type { Cause } from './status.ts'

const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const subdomainRule =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"

const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/
const labelRule =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"

/** Returns the errors in the name of an object; `isShort` requires a DNS label. */
export function checkName(metadata: JsonObject, isShort: boolean): Cause[] {
  const field = 'metadata.name'
  const name = stringAt(metadata, 'name')
  if (name === '') {
    return [{ reason: 'FieldValueRequired', message: 'Required value: name or generateName is required', field }]
  }
  const rules: string[] = []
  const [pattern, rule, longest] = isShort ? [label, labelRule, 63] : [subdomain, subdomainRule, 253]
  if (name.length > longest) rules.push(`must be no more than ${longest} characters`)
  if (!pattern.test(name)) rules.push(rule)
  return rules.map((rule) => ({ reason: 'FieldValueInvalid', message: `Invalid value: "${name}": ${rule}`, field }))
}
