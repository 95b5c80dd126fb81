import { longestMatched } from './limits.ts'

/** A message for texts that don't match a pattern. */
interface TextRule {
  readonly pattern: string
  readonly 'x-error': string
}

/** The regions of a vendor. */
export interface VendorRegion {
  /** The region of hosts that name none. */
  readonly fixed?: string
  /** The accepted regions: a regular expression for the whole text. */
  readonly pattern?: string
  /** Whether the vendor rejects requests for a region other than the host's or the fixed one. */
  readonly checked?: boolean
}

/** A vendor of a storage protocol: its hosts, and the rules that its service adds to the protocol. */
export interface Vendor {
  readonly name: string
  readonly title: string
  /** A regular expression for its whole hosts in lower case, with groups `bucket` and `region`. */
  readonly host?: string
  readonly region?: VendorRegion
  /** Rules for names of buckets; if omitted, those of the last vendor. */
  readonly bucket?: readonly TextRule[]
  /** The reason why backups can't use these hosts, and the alternative. */
  readonly refused?: string
  /** The severity of errors in the host, the region and the bucket. @default 'warning' */
  readonly severity?: 'error' | 'warning'
  /** Whether workload identity works. */
  readonly identity?: boolean
  /** Whether the operator derives an unset endpoint from the region. */
  readonly omissible?: boolean
  /** A regular expression for its whole IDs of access keys. */
  readonly accessKey?: string
  /** The endpoint, with `{region}` and parts in angle brackets to replace. */
  readonly endpoint?: string
}

/** The vendors of one protocol. The first whose host matches counts; the last one has no host and matches any. */
export interface VendorTable {
  readonly name: string
  /** The label of a choice among the vendors. */
  readonly title: string
  /** JSON Pointers into the values. */
  readonly fields: {
    readonly endpoint: string
    readonly region: string
    readonly bucket: string
    readonly accessKey?: string
  }
  /** The region to propose if nothing else is known. */
  readonly region: string
  readonly vendors: readonly Vendor[]
}

/** Further data of a vendor, for a choice in a form. */
export interface VendorDetails {
  readonly endpoint?: string
  readonly regions?: readonly { readonly value: string; readonly title?: string }[]
  /** The page of the vendor's console where keys are made. */
  readonly keys?: string
  readonly source?: { readonly url: string; readonly date: string }
}

/** A vendor found by an endpoint. */
export interface VendorMatch {
  readonly vendor: Vendor
  /** The bucket in the endpoint's host. */
  readonly bucket?: string | undefined
  /** The region in the endpoint's host. */
  readonly region?: string | undefined
}

/** A table, ready to be searched. */
export interface Vendors {
  readonly table: VendorTable
  /** Returns the vendor of an endpoint; undefined if it is no URL of a host. */
  readonly match: (endpoint: unknown) => VendorMatch | undefined
}

/** Returns whether a regular expression matches a whole text. */
export function matchesWhole(pattern: string, text: string): boolean {
  return text.length <= longestMatched && new RegExp(`^(?:${pattern})$`, 'u').test(text)
}

/** Returns the host of an origin, in lower case, without port and final dot. */
function hostOf(endpoint: unknown): string | undefined {
  if (typeof endpoint !== 'string' || endpoint.length > longestMatched) return undefined
  return /^https?:\/\/(\[[^\]]*\]|[^/?#@:\s]+)(?::\d*)?\/?$/i.exec(endpoint)?.[1]?.toLowerCase().replace(/\.$/, '')
}

/** Prepares a table. */
export function createVendors(table: VendorTable): Vendors {
  const { vendors } = table
  const search = (): [Vendor, RegExp][] =>
    vendors.flatMap((vendor, index) => {
      const host = index === vendors.length - 1 ? '.*' : vendor.host
      return host === undefined ? [] : [[vendor, new RegExp(`^(?:${host})$`, 'u')]]
    })
  let searched: [Vendor, RegExp][] | undefined
  return {
    table,
    match(endpoint) {
      const host = hostOf(endpoint)
      if (host === undefined) return undefined
      for (const [vendor, expression] of (searched ??= search())) {
        const found = expression.exec(host)
        if (found) return { vendor, bucket: found.groups?.['bucket'], region: found.groups?.['region'] }
      }
      return undefined
    },
  }
}

/** Returns the region that requests to an endpoint need, as far as the vendor determines it. */
export function expectedRegion({ vendor, region }: VendorMatch): string | undefined {
  return region ?? vendor.region?.fixed
}
