import type { ReactElement } from 'react'
import { lazy, useState } from 'react'
import type { Manifest } from '../../schema/manifest.ts'
import type { Messages } from '../messages.ts'
import { pageMessagesOf } from '../pageMessages.ts'
import { DetailSection } from './DetailSection.tsx'
import { Later } from './Later.tsx'

const LiveManifest = lazy(async () => ({ default: (await import('./LiveManifest.tsx')).LiveManifest }))

/** The manifest of a live object, which is loaded when the user opens it. */
export function ManifestSection({ object, messages }: { object: Manifest; messages: Messages }): ReactElement {
  const words = pageMessagesOf(messages)
  const [isOpen, setOpen] = useState(false)
  return (
    <DetailSection title={messages.manifest}>
      <button type="button" className="bsf-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? words.hideManifest : words.showManifest}
      </button>
      {isOpen ? (
        <Later waiting={<p role="status">{words.reading}</p>} words={words}>
          <LiveManifest object={object} messages={messages} />
        </Later>
      ) : null}
    </DetailSection>
  )
}
