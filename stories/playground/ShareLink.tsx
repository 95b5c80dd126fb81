import type { ReactElement } from 'react'
import { useId, useState } from 'react'
import { LinkFault, linkTo } from './shareLink.ts'

interface Made {
  /** The schema in the link. */
  of: string
  link?: string
  told: string
}

/** A button that copies a link with the schema in it, and a field with the link. */
export function ShareLink(props: {
  text: string
  address: string
  copy: (link: string) => Promise<void>
}): ReactElement {
  const { text, address, copy } = props
  const id = useId()
  const [made, setMade] = useState<Made>()
  const shown = made?.of === text ? made : undefined
  async function share(): Promise<void> {
    try {
      const link = await linkTo(address, text)
      const told = await copy(link).then(
        () => 'Link copied. It contains the schema, but no values from the form.',
        () => 'The clipboard is not available. Copy the link from the field.',
      )
      setMade({ of: text, link, told })
    } catch (error) {
      setMade({ of: text, told: error instanceof LinkFault ? error.message : "Couldn't create the link." })
    }
  }
  return (
    <>
      <button type="button" className="bsf-button" onClick={() => void share()}>
        Share
      </button>
      <p role="status" className="pg-told">
        {shown?.told}
      </p>
      {shown?.link === undefined ? null : (
        <p className="pg-link">
          <label htmlFor={id}>Link</label>
          <input
            id={id}
            className="bsf-input"
            readOnly
            value={shown.link}
            onFocus={(event) => event.currentTarget.select()}
          />
        </p>
      )}
    </>
  )
}
