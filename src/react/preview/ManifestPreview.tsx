import type { ReactElement, ReactNode } from 'react'
import { useState } from 'react'
import type { ManifestFormat } from '../../draft/manifestText.ts'
import type { Manifest } from '../../schema/manifest.ts'
import type { Options } from '../../context/options.ts'
import type { Messages } from '../messages.ts'
import { resolveMessages } from '../messages.ts'
import type { DraftPreviewProps } from './DraftPreview.tsx'
import { DraftPreview } from './DraftPreview.tsx'
import { ManifestsView } from './ManifestsView.tsx'
import type { PreviewActionProps } from './PreviewActions.tsx'
import { PreviewActions } from './PreviewActions.tsx'

export type { ManifestFormat } from '../../draft/manifestText.ts'

interface CommonProps {
  /** The format, where the host holds it. */
  format?: ManifestFormat | undefined
  /** The format to start with. @default 'yaml' */
  defaultFormat?: ManifestFormat | undefined
  /** Called with the format that a person chooses. */
  onFormatChange?: ((format: ManifestFormat) => void) | undefined
  /** Strings in the place of the English ones; keep the object. */
  messages?: Partial<Messages> | undefined
  /** Shown above the buttons: what went wrong with a submit, for example. */
  children?: ReactNode
}

/** The preview of manifests that are read and not edited. */
export interface ManifestsPreviewProps extends CommonProps, PreviewActionProps {
  /** What is shown, in the order in which it is applied. */
  manifests: readonly Manifest[]
  /** The providers that the manifests may be of, where they are not the built-in ones; keep the object. */
  options?: Options | undefined
  /** Called by the button Submit; the button is there only with it. */
  onSubmit?: (() => void) | undefined
  draft?: undefined
}

/** The preview of a draft: an editor that stays in step with its form. */
export interface EditablePreviewProps extends CommonProps, DraftPreviewProps {
  manifests?: undefined
}

/** Either `manifests`, which are shown, or a `draft`, whose manifests are edited. */
export type ManifestPreviewProps = ManifestsPreviewProps | EditablePreviewProps

/** Manifests as text, YAML or JSON, with the values of Secrets masked until they are asked for. */
export function ManifestPreview(props: ManifestPreviewProps): ReactElement {
  const { messages: given, format: heldFormat, defaultFormat = 'yaml', onFormatChange, children } = props
  const messages = resolveMessages(given)
  const [ownFormat, setOwnFormat] = useState(defaultFormat)
  const format = heldFormat ?? ownFormat
  function onFormat(next: ManifestFormat): void {
    setOwnFormat(next)
    onFormatChange?.(next)
  }
  const shared = { format, onFormat, messages }
  return (
    <div className="bsf bsf-preview">
      {props.draft ? (
        <DraftPreview {...props} {...shared}>
          {children}
        </DraftPreview>
      ) : (
        <>
          <ManifestsView manifests={props.manifests} options={props.options} {...shared}>
            {children}
          </ManifestsView>
          <PreviewActions
            messages={messages}
            onPrevious={props.onPrevious}
            onSubmit={props.onSubmit}
            onStop={props.onStop}
            submitting={props.submitting}
          />
        </>
      )}
    </div>
  )
}
