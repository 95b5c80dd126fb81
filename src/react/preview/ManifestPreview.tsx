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
  /** The format, if the host controls it. */
  format?: ManifestFormat | undefined
  /** The initial format. @default 'yaml' */
  defaultFormat?: ManifestFormat | undefined
  /** Called with the format that the user chooses. */
  onFormatChange?: ((format: ManifestFormat) => void) | undefined
  /** Strings that replace the English ones. Pass the same object at each render. */
  messages?: Partial<Messages> | undefined
  /** Content above the buttons, such as the error of a submit. */
  children?: ReactNode
}

/** Props of a read-only preview. */
export interface ManifestsPreviewProps extends CommonProps, PreviewActionProps {
  /** The manifests to show, in the order to apply them. */
  manifests: readonly Manifest[]
  /** Options with the providers of the manifests, if not built in. Pass the same object at each render. */
  options?: Options | undefined
  /** Called by the Submit button. Without it, there is no button. */
  onSubmit?: (() => void) | undefined
  draft?: undefined
}

/** Props of the preview of a draft: an editor that stays in sync with the form. */
export interface EditablePreviewProps extends CommonProps, DraftPreviewProps {
  manifests?: undefined
}

/** Either `manifests` to show, or a `draft` to edit. */
export type ManifestPreviewProps = ManifestsPreviewProps | EditablePreviewProps

/** Manifests as YAML or JSON text, with the values of Secrets masked until the user reveals them. */
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
