import type { WidgetProps } from '@rjsf/utils'
import type { ReactElement } from 'react'
import { useMemo } from 'react'
import type { Path } from '../../../base/pointer.ts'
import { fromPointer } from '../../../base/pointer.ts'
import type { VendorDetails } from '../../../schema/vendors.ts'
import { useFormContext } from '../FormContext.ts'
import { serviceOf, textAt, useServices, withRegion } from '../services.ts'
import { useStateAt } from '../useStateAt.ts'
import { Combobox } from './Combobox.tsx'

const none: NonNullable<VendorDetails['regions']> = []

/** Returns the regions of the vendor of the endpoint. */
export function useRegions(): NonNullable<VendorDetails['regions']> {
  const { vendors } = useFormContext()
  const { items } = useServices()
  const endpoint = vendors?.table.fields.endpoint ?? ''
  const title = useStateAt(endpoint, (state) => vendors?.match(textAt(state, endpoint))?.vendor.title)
  return serviceOf(items, title)?.regions ?? none
}

/** A text input that suggests the vendor's regions. Selecting one also changes the region in the endpoint. */
export function RegionWidget(props: WidgetProps): ReactElement {
  const { draft, vendors, canFix } = useFormContext()
  const regions = useRegions()
  const titles = useMemo(() => new Map(regions.map(({ value, title = '' }) => [value, title])), [regions])
  const items = useMemo(() => [...titles.keys()], [titles])
  function choose(region: string): void {
    const pointer = vendors?.table.fields.endpoint ?? ''
    const endpoint = vendors && withRegion(textAt(draft.getState(), pointer), region, vendors)
    if (endpoint === undefined || !vendors || !canFix({ path: pointer })) {
      props.onChange(region)
      return
    }
    const path: Path = fromPointer(vendors.table.fields.region)
    draft.fill(
      [
        [path, region],
        [fromPointer(pointer), endpoint],
      ],
      path,
    )
  }
  return (
    <Combobox
      {...props}
      loaded={{ state: items.length > 0 ? 'ready' : 'none', items, retry: ignore }}
      titles={titles}
      onChoose={choose}
    />
  )
}

function ignore(): void {}
