import type { BackupStorageValues } from '../generated/types.ts'
import { fromPointer, getAt } from '../base/pointer.ts'
import type { CheckMessages } from '../messages/checks.ts'
import type { Diagnostic, Fix } from '../schema/diagnostics.ts'
import type { VendorMatch, Vendors } from '../schema/vendors.ts'
import { expectedRegion, matchesWhole } from '../schema/vendors.ts'

/** Reports a missing region, and one that the vendor doesn't accept at this endpoint. */
function checkRegion(
  values: BackupStorageValues,
  match: VendorMatch,
  vendors: Vendors,
  checks: CheckMessages,
): Diagnostic | undefined {
  const { vendor } = match
  const { table } = vendors
  const region = getAt(values, fromPointer(table.fields.region))
  const expected = expectedRegion(match)
  const value = expected ?? table.region
  const base = { path: table.fields.region, source: 'advice' as const, severity: vendor.severity ?? 'warning' }
  const fix = { title: checks.repair(value), path: base.path, value }
  if (region === undefined || region === '')
    return { ...base, code: 'required', message: checks.regionRequired(value), fix }
  if (typeof region !== 'string' || !vendor.region) return undefined
  const { pattern, checked = false } = vendor.region
  if (pattern !== undefined && !matchesWhole(pattern, region)) {
    const known = expected !== undefined
    return { ...base, code: 'region', message: checks.regionUnknown(vendor.title, value), ...(known ? { fix } : {}) }
  }
  if (!checked || expected === undefined || region === expected) return undefined
  // A vendor with several accepted regions takes each of them.
  if (match.region === undefined && pattern !== undefined) return undefined
  const message = checks.regionDiffers(vendor.title, expected)
  if (match.region !== undefined) return { ...base, code: 'differs', message, fix }
  // A host for all regions is the more likely mistake if the vendor has one for this region.
  const endpoint = derivedEndpoint(values, vendors)
  const isOwn = endpoint !== undefined && vendors.match(endpoint)?.vendor.title === vendor.title
  const moved = { title: checks.repair(endpoint ?? ''), path: table.fields.endpoint, value: endpoint }
  return { ...base, severity: 'warning', code: 'differs', message, fix: isOwn ? moved : fix }
}

/**
 * Returns the rest of an unknown vendor's host if it starts with the bucket. A short host may be the server's own name,
 * and so may that of a Service in the cluster.
 */
function afterBucket(endpoint: unknown, bucket: unknown): string | undefined {
  if (typeof endpoint !== 'string' || typeof bucket !== 'string' || bucket === '') return undefined
  const [, host = ''] = /^https?:\/\/([^/:]*)/i.exec(endpoint) ?? []
  const rest = host.toLowerCase().startsWith(`${bucket}.`) ? host.slice(bucket.length + 1) : ''
  const labels = rest.split('.')
  return labels.length > 2 && !labels.includes('svc') ? rest : undefined
}

/** Reports what the vendor of the endpoint doesn't accept: hosts, regions and names of buckets. */
export function checkVendors(
  values: BackupStorageValues,
  vendors: Vendors | undefined,
  checks: CheckMessages,
): Diagnostic[] {
  if (!vendors) return []
  const { fields, vendors: all } = vendors.table
  const read = (pointer: string): unknown => getAt(values, fromPointer(pointer))
  const [endpoint, bucket] = [read(fields.endpoint), read(fields.bucket)]
  const match = vendors.match(endpoint ?? derivedEndpoint(values, vendors))
  if (!match) return []
  const { vendor } = match
  const rest = vendor === all.at(-1) ? afterBucket(endpoint, bucket) : undefined
  // The protocol's name after the bucket leaves no doubt.
  const inHost = rest !== undefined && /^s3[.-]/i.test(rest) ? String(bucket) : match.bucket
  const found: Diagnostic[] = []
  const report = (one: Omit<Diagnostic, 'source'> | undefined): void =>
    void (one && found.push({ source: 'advice', ...one }))
  const at = fields.endpoint
  if (values.backend.credentials.source === 'workloadIdentity' && !vendor.identity) {
    const only = all.find(({ identity }) => identity)
    if (only)
      report({ code: 'identity-endpoint', severity: 'error', path: at, message: checks.identityEndpoint(only.title) })
  }
  if (vendor.refused !== undefined)
    report({ code: 'unsupported-endpoint', severity: vendor.severity ?? 'warning', path: at, message: vendor.refused })
  else if (inHost !== undefined && typeof endpoint === 'string') {
    const value = endpoint.replace(new RegExp(`(?<=^https?://).{${inHost.length + 1}}`, 'iu'), '')
    const fix = { title: checks.repair(value), path: at, value }
    report({ code: 'bucket-in-host', severity: 'warning', path: at, message: checks.bucketInHost, fix })
  } else if (rest !== undefined)
    report({ code: 'bucket-in-host', severity: 'info', path: at, message: checks.bucketPerhapsInHost })
  if (vendor.refused === undefined) report(checkRegion(values, match, vendors, checks))
  const rules = vendor.bucket ?? all.at(-1)?.bucket
  const broken =
    typeof bucket === 'string' && bucket !== '' && rules?.find(({ pattern }) => !matchesWhole(pattern, bucket))
  if (broken) {
    const severity = vendor.severity ?? 'warning'
    report({ code: 'bucket-name', severity, path: fields.bucket, message: broken['x-error'] })
  }
  return found
}

/**
 * Returns the endpoint that the operator derives from the region while none is set; undefined if it derives none.
 *
 * @param isKeyKnown - whether to return it only for an access key of that vendor
 */
export function derivedEndpoint(
  values: BackupStorageValues,
  { table }: Vendors,
  isKeyKnown = false,
): string | undefined {
  const matches = (pattern: string | undefined, pointer: string | undefined): boolean => {
    const text = pointer === undefined ? undefined : getAt(values, fromPointer(pointer))
    return pattern !== undefined && typeof text === 'string' && matchesWhole(pattern, text)
  }
  const { region: regionField, accessKey: keyField } = table.fields
  const vendor = table.vendors.find(
    ({ omissible, region, accessKey }) =>
      omissible && matches(region?.pattern, regionField) && (!isKeyKnown || matches(accessKey, keyField)),
  )
  return vendor?.endpoint?.replaceAll('{region}', String(getAt(values, fromPointer(regionField))))
}

/**
 * Returns what the vendors make of an error in the schema: a missing endpoint that the operator derives is a warning, and
 * both it and a malformed region get a fix. Any other error comes back as it is.
 */
export function withVendorFix(
  one: Diagnostic,
  values: BackupStorageValues,
  vendors: Vendors | undefined,
  checks: CheckMessages,
): Diagnostic {
  if (!vendors) return one
  const { fields } = vendors.table
  const fix = (value: string): Fix => ({ title: checks.repair(value), path: one.path, value })
  if (one.path === fields.endpoint && one.code === 'required') {
    const endpoint = derivedEndpoint(values, vendors)
    if (endpoint === undefined) return one
    return { ...one, severity: 'warning', message: checks.endpointDerived(endpoint), fix: fix(endpoint) }
  }
  if (one.path !== fields.region || one.code !== 'pattern') return one
  const match = vendors.match(getAt(values, fromPointer(fields.endpoint)))
  const [, label] = /^\s*([a-zA-Z0-9-]+)\s*$/.exec(String(getAt(values, fromPointer(fields.region)))) ?? []
  const region = (match && expectedRegion(match)) ?? label
  return region === undefined ? one : { ...one, fix: fix(region) }
}
