import type { Json } from '../../src/base/json.ts'
import type { Path } from '../../src/base/pointer.ts'
import { fromPointer } from '../../src/base/pointer.ts'
import { checkMeta } from '../../src/schema/checkMeta.ts'
import { growthEstimator } from '../../src/schema/slowPattern.ts'
import { createVendors, matchesWhole } from '../../src/schema/vendors.ts'
import type { DefinitionError } from './checkDefinitions.ts'
import type { VendorEntry, VendorSchema } from './vendorModules.ts'

/** The groups that the host of a vendor can have. */
const groups = ['bucket', 'region']

/** A part for every placeholder in angle brackets of an endpoint: a label of a host, and an account ID of 32 digits. */
const placeholder = '0123456789abcdef0123456789abcdef'

/** Returns an endpoint with a region, and with a made-up name for each part that users replace. */
export function fillEndpoint(endpoint: string, region: string): string {
  return endpoint.replaceAll('{region}', region).replaceAll(/<[a-z-]+>/g, placeholder)
}

function checkPattern(pattern: string, growthOf: (pattern: string) => string): string | undefined {
  const whole = `^(?:${pattern})$`
  try {
    new RegExp(whole, 'u')
  } catch {
    return 'The pattern is not a valid regular expression. Correct it.'
  }
  // Some engines accept a name twice in different alternatives, others don't.
  const names = [...pattern.matchAll(/\(\?<(\w+)>/g)].map(([, name = '']) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) return `The group "${twice}" is there twice. Join its alternatives.`
  const unknown = names.find((name) => !groups.includes(name))
  if (unknown !== undefined) return `"${unknown}" is not a group of a host. Use ${groups.join(' or ')}.`
  if (growthOf(whole) !== 'linear') return 'The pattern can be slow. Avoid loops over the same characters in a row.'
  return undefined
}

/** Returns the patterns of a vendor, each with its path. */
function patternsOf({ host, region, accessKey, bucket = [] }: VendorEntry): [Path, string | undefined][] {
  const rules = bucket.map(({ pattern }, index): [Path, string] => [['bucket', index, 'pattern'], pattern])
  return [[['host'], host], [['region', 'pattern'], region?.pattern], [['accessKey'], accessKey], ...rules]
}

/** Reports a choice that another vendor would be found for, or whose regions its own rules reject. */
function checkChoice(vendor: VendorEntry, table: VendorSchema): DefinitionError[] {
  const { name, host, region = {}, refused, omissible, endpoint } = vendor
  const { list = [], pattern, fixed } = region
  const errors: DefinitionError[] = []
  const values = list.map(({ value }) => value)
  values.forEach((value, index) => {
    const path = ['region', 'list', index, 'value']
    if (values.indexOf(value) !== index) errors.push({ path, message: `"${value}" is there twice. Remove one.` })
    if (pattern !== undefined && !matchesWhole(pattern, value))
      errors.push({ path, message: `"${value}" doesn't match the pattern of the region. Correct one of them.` })
  })
  if (fixed !== undefined && pattern !== undefined && !matchesWhole(pattern, fixed))
    errors.push({ path: ['region', 'fixed'], message: `"${fixed}" doesn't match the pattern. Correct one of them.` })
  if (omissible && (pattern === undefined || endpoint === undefined))
    errors.push({ path: ['omissible'], message: 'The operator needs "endpoint" and a "pattern" of the region here.' })
  if (endpoint === undefined) return errors
  const at = (message: string): void => void errors.push({ path: ['endpoint'], message })
  if (refused !== undefined) at('A refused vendor can\'t be chosen. Remove "endpoint".')
  const { match } = createVendors(table)
  for (const value of values.length > 0 ? values : [fixed ?? table.region]) {
    const filled = fillEndpoint(endpoint, value)
    const found = match(filled)
    const expected = endpoint.includes('{region}') && host !== undefined ? value : undefined
    if (!found || found.vendor.refused !== undefined) at(`Backups can't use ${filled}. Correct the endpoint.`)
    else if (host !== undefined && found.vendor.name !== name)
      at(`The host of ${filled} belongs to "${found.vendor.name}". Correct the host, or change the order.`)
    else if (found.bucket !== undefined) at(`${found.bucket} in ${filled} is taken for a bucket. Correct the host.`)
    else if (expected !== undefined && found.region !== expected)
      at(`The region of ${filled} is taken for ${found.region ?? 'none'}. Correct the host.`)
  }
  return errors
}

/**
 * Returns every error in a file of `schemas/vendors`.
 *
 * @param meta - the meta-schema, `schemas/vendors.meta.json`
 */
export function checkVendors(data: Json, meta: Json): DefinitionError[] {
  const words = checkMeta(data, meta)
  if (words.length > 0) return words.map(({ path, message }) => ({ path: fromPointer(path), message }))
  const table = { name: '', ...(data as unknown as Omit<VendorSchema, 'name'>) }
  const { vendors } = table
  const growthOf = growthEstimator()
  const errors = vendors.flatMap((vendor, index) => {
    const here = ['vendors', index]
    const own = patternsOf(vendor).flatMap(([path, pattern]): DefinitionError[] => {
      const message = pattern === undefined ? undefined : checkPattern(pattern, growthOf)
      return message === undefined ? [] : [{ path, message }]
    })
    const other = vendors.findIndex(({ name }) => name === vendor.name)
    if (other !== index)
      own.push({ path: ['name'], message: `"${vendor.name}" is already the name of another vendor. Choose another.` })
    if (index === vendors.length - 1 && vendor.host !== undefined)
      own.push({ path: ['host'], message: 'The last vendor matches any host. Remove "host", or add a vendor.' })
    return own.map(({ path, message }) => ({ path: [...here, ...path], message }))
  })
  if (errors.length > 0) return errors
  return vendors.flatMap((vendor, index) =>
    checkChoice(vendor, table).map(({ path, message }) => ({ path: ['vendors', index, ...path], message })),
  )
}
