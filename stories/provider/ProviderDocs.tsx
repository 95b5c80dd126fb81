import { Stories, Unstyled } from '@storybook/addon-docs/blocks'
import type { ReactElement } from 'react'
import type { ProviderReferenceProps } from './ProviderReference.tsx'
import { ProviderReference } from './ProviderReference.tsx'

/** The page of a provider: a reference from its schema, then its stories. */
export default function ProviderDocs(props: ProviderReferenceProps): ReactElement {
  return (
    <>
      <Unstyled>
        <ProviderReference {...props} />
      </Unstyled>
      <Stories />
    </>
  )
}
