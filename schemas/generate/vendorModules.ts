import type { Vendor, VendorDetails, VendorTable } from '../../src/schema/vendors.ts'
import { literal } from './schemaCode.ts'

/** A vendor as in a file of `schemas/vendors`: its rules, and the details for a choice. */
export interface VendorEntry extends Vendor, Omit<VendorDetails, 'regions'> {
  readonly region?: Vendor['region'] & { readonly list?: VendorDetails['regions'] }
}

/** A file of `schemas/vendors`, with the name of the file. */
export interface VendorSchema extends Omit<VendorTable, 'vendors'> {
  readonly vendors: readonly VendorEntry[]
}

/** Returns the rules of a vendor. Its endpoint is a rule only if the operator derives it. */
function rulesOf({ keys: _keys, source: _source, region, endpoint, ...rules }: VendorEntry): Vendor {
  const { list: _list, ...own } = region ?? {}
  const derived = rules.omissible && endpoint !== undefined ? { endpoint } : {}
  return { ...rules, ...(Object.keys(own).length > 0 ? { region: own } : {}), ...derived }
}

function detailsOf({ keys, source, region, endpoint }: VendorEntry): VendorDetails {
  const all = { endpoint, regions: region?.list, keys, source }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

/** Returns the module with the rules of all tables, and one with the details of each, loaded when it is needed. */
export function vendorModules(tables: readonly VendorSchema[]): Record<string, string> {
  const rules = tables.map(({ name, vendors, ...table }) => {
    return `${JSON.stringify(name)}: ${literal({ name, ...table, vendors: vendors.map(rulesOf) })},\n`
  })
  const loaders = tables.map(({ name }) => {
    return `${JSON.stringify(name)}: async () => (await import('./vendors/${name}.ts')).details,\n`
  })
  const modules = tables.map(({ name, vendors }) => {
    const entries = vendors.map((one) => `${JSON.stringify(one.name)}: ${literal(detailsOf(one))},\n`)
    const code = `import type { VendorDetails } from '../../schema/vendors.ts'

// prettier-ignore
export const details: Readonly<Record<string, VendorDetails>> = {
${entries.join('')}}
`
    return [`vendors/${name}.ts`, code] as const
  })
  return {
    'vendors.ts': `import type { VendorDetails, VendorTable } from '../schema/vendors.ts'

// prettier-ignore
export const vendorTables: Readonly<Record<string, VendorTable>> = {
${rules.join('')}}

/** Loads the details of the vendors of a table, by their names. */
export const vendorDetails: Readonly<Record<string, () => Promise<Readonly<Record<string, VendorDetails>>>>> = {
${loaders.join('')}}
`,
    ...Object.fromEntries(modules),
  }
}
