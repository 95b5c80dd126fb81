import type { ReactElement } from 'react'
import { useMemo, useState } from 'react'
import { maskText } from '../../manifests/maskText.ts'
import { secretRanges } from '../../manifests/secretRanges.ts'
import { stringifyManifests } from '../../manifests/stringifyManifests.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { lastApplied } from '../../schema/manifest.ts'
import type { Messages } from '../messages.ts'
import { copyText } from '../preview/copyText.ts'

/** Returns the text of a live object without the records of its writers, and with masks instead of secrets. */
function textOf({ metadata, ...object }: Manifest): string {
  const { managedFields: _writers, annotations, ...rest } = metadata as Manifest['metadata'] & { annotations?: object }
  const { [lastApplied]: _copy, ...own } = { ...annotations } as Record<string, unknown>
  const { apiVersion, kind, ...others } = object
  const shown = { ...rest, ...(Object.keys(own).length > 0 ? { annotations: own } : {}) }
  const text = stringifyManifests([{ apiVersion, kind, metadata: shown, ...others } as Manifest], 'yaml')
  return maskText(text, secretRanges(text)).shown
}

/** The manifest of a live object as read-only text. */
export function LiveManifest({ object, messages }: { object: Manifest; messages: Messages }): ReactElement {
  const text = useMemo(() => textOf(object), [object])
  const [said, setSaid] = useState('')
  return (
    <div className="bsf-live-manifest">
      <button
        type="button"
        className="bsf-button"
        onClick={() => void copyText(text).then((done) => setSaid(done ? messages.copied : messages.copyFailed))}
      >
        {messages.copy}
      </button>{' '}
      <span role="status">{said}</span>
      <pre className="bsf-manifest" tabIndex={0} role="group" aria-label={messages.manifest} dir="ltr">
        <code>{text}</code>
      </pre>
    </div>
  )
}
