import type { ReactElement, ReactNode } from 'react'
import { useId, useMemo, useState } from 'react'
import type { ManifestFormat } from '../../draft/manifestText.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { stringifyManifests } from '../../manifests/stringifyManifests.ts'
import type { Options } from '../../context/options.ts'
import { getAt } from '../../base/pointer.ts'
import { maskText } from '../../manifests/maskText.ts'
import { secretRanges } from '../../manifests/secretRanges.ts'
import type { Messages } from '../messages.ts'
import { PreviewToolbar } from './PreviewToolbar.tsx'

const noOptions: Options = {}

/** Returns the name of the last manifest. It is the storage, as its Secret comes first. */
export function nameOf(manifests: readonly Manifest[]): string {
  const name = getAt(manifests.at(-1), ['metadata', 'name'])
  return typeof name === 'string' && name !== '' ? name : 'manifest'
}

/** Manifests as read-only text, to copy or download. */
export function ManifestsView(props: {
  manifests: readonly Manifest[]
  format: ManifestFormat
  onFormat: (format: ManifestFormat) => void
  options?: Options | undefined
  messages: Messages
  children?: ReactNode
}): ReactElement {
  const { manifests, format, onFormat, options = noOptions, messages, children } = props
  const id = useId()
  const [revealed, setRevealed] = useState(false)
  const text = useMemo(() => stringifyManifests(manifests, format), [manifests, format])
  const ranges = useMemo(() => secretRanges(text), [text])
  const shown = useMemo(() => (revealed ? text : maskText(text, ranges).shown), [text, ranges, revealed])
  return (
    <>
      <PreviewToolbar
        {...{ messages, format, onFormat, revealed }}
        withSecrets={ranges.length > 0}
        onReveal={setRevealed}
        controls={`${id}text`}
        text={text}
        getText={() => text}
        options={options}
        name={nameOf(manifests)}
        content={
          <pre
            className="bsf-manifest"
            id={`${id}text`}
            tabIndex={0}
            role="region"
            aria-label={messages.manifest}
            dir="ltr"
          >
            <code>{shown}</code>
          </pre>
        }
      />
      {children}
    </>
  )
}
