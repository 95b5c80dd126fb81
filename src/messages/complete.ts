import type { ManifestMessages } from './manifests.ts'
import type { SyntaxMessages } from './syntax.ts'
import type { CheckMessages } from './checks.ts'
import type { EditorMessages } from '../react/editor/editorMessages.ts'
import type { PageMessages } from '../react/pageMessages.ts'
import type { PreviewMessages } from '../react/preview/previewMessages.ts'
import type { Messages } from '../react/messages.ts'

/** All strings in one language. It doesn't compile if one is missing. */
export type CompleteMessages = Messages & {
  readonly checks: CheckMessages
  readonly editor: EditorMessages
  readonly manifestPreview: PreviewMessages
  readonly pages: PageMessages
  readonly manifests: ManifestMessages
  readonly syntax: SyntaxMessages
  readonly texts: Readonly<Record<string, string>>
  readonly guides: () => Promise<Readonly<Record<string, string>>>
}
