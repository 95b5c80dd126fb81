import { createContext, useContext } from 'react'
import { fromPointer, getAt } from '../../base/pointer.ts'
import { vendorDetails } from '../../generated/vendors.ts'
import type { Vendor, VendorDetails, Vendors, VendorTable } from '../../schema/vendors.ts'
import type { DraftState } from '../../draft/state.ts'
import type { ListSource, LoadedList } from './lists.ts'

/** A vendor with its details. */
export interface Service extends VendorDetails {
  readonly vendor: Vendor
}

/** The vendors of the selected provider's protocol, loaded when its form is shown. */
export const ServicesContext = createContext<LoadedList<Service>>({ state: 'none', items: [], retry: () => {} })

/** Returns a function that loads the details of a table's vendors. */
export function servicesOf({ name, vendors }: VendorTable): ListSource<Service> {
  return async () => {
    const details = (await vendorDetails[name]?.()) ?? {}
    return vendors.map((vendor) => ({ ...details[vendor.name], vendor }))
  }
}

/** Returns the service to choose for a vendor. Several vendors can be one service: they have the same title. */
export function serviceOf(services: readonly Service[], title: string | undefined): Service | undefined {
  const same = services.filter(({ vendor }) => vendor.title === title)
  return same.find(({ endpoint }) => endpoint !== undefined) ?? same[0]
}

/** Returns the loaded services. */
export function useServices(): LoadedList<Service> {
  return useContext(ServicesContext)
}

/** Returns the text of a field; empty if it has none. */
export function textAt({ values }: DraftState, pointer: string): string {
  const value = getAt(values, fromPointer(pointer))
  return typeof value === 'string' ? value : ''
}

/** Matches a part of an endpoint that the user must replace, such as `<account-id>`. */
export const partToReplace = /<[^<>]*>/

/** Returns whether the host of the service's endpoint is the user's own. */
export function isSelfHosted({ endpoint }: Service): boolean {
  return endpoint === undefined || /^\w+:\/\/<[^>]*>(?::\d+)?$/.test(endpoint)
}

/** Returns the endpoint of the same vendor in another region; undefined if its host names no region. */
export function withRegion(endpoint: string, region: string, { match }: Vendors): string | undefined {
  const before = match(endpoint)
  const old = before?.region
  if (old === undefined || old === region) return undefined
  // The bucket's name can contain the region as well.
  for (let at = endpoint.indexOf(old); at >= 0; at = endpoint.indexOf(old, at + 1)) {
    const moved = endpoint.slice(0, at) + region + endpoint.slice(at + old.length)
    const after = match(moved)
    if (after?.vendor === before?.vendor && after?.region === region && after.bucket === before?.bucket) return moved
  }
  return undefined
}
