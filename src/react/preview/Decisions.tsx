import type { ReactElement, RefObject } from 'react'
import type { ObjectReference } from '../../cluster/client.ts'
import type { DraftStore } from '../../draft/createDraft.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { getAt } from '../../base/pointer.ts'
import type { Clash } from '../../cluster/submit/answers.ts'
import type { Messages } from '../messages.ts'
import { RebasePanel } from './RebasePanel.tsx'
import { SecretChoice } from './SecretChoice.tsx'

const version = ['metadata', 'resourceVersion']

interface DecisionsProps {
  draft: DraftStore
  messages: Messages
  /** The conflicts with objects in the cluster. */
  clashes: readonly Clash[]
  /** Whether a submit replaces the values of the existing Secret. */
  isReplacing: boolean
  /** The element of each panel that takes the focus. */
  heading: RefObject<HTMLHeadingElement | null>
  option: RefObject<HTMLInputElement | null>
  /** Called with the live object, and the keys of the conflicts where its value wins. */
  onRebase: (live: Manifest, taken: readonly string[]) => void
  /** Called after the user's choice about a Secret, with the Secret if its values should be replaced. */
  onChosen: (replaced: ObjectReference | undefined) => void
}

/** The panels for decisions that the user must make before a submit. */
export function Decisions(props: DecisionsProps): ReactElement {
  const { draft, messages, clashes, isReplacing, heading, option, onRebase, onChosen } = props
  const changed = clashes.find((one) => one.type === 'changed')
  const isStale = changed && getAt(draft.context.editing, version) !== getAt(changed.live, version)
  const secret = clashes.find(({ type, object }) => type === 'exists' && object.kind === 'Secret')?.object
  return (
    <>
      {isStale ? (
        <RebasePanel
          draft={draft}
          messages={messages}
          clash={changed}
          heading={heading}
          onRebase={(taken) => onRebase(changed.live, taken)}
        />
      ) : null}
      {secret && !isReplacing ? (
        <SecretChoice
          draft={draft}
          messages={messages}
          secret={secret}
          key={secret.name}
          first={option}
          onChosen={(isReplaced) => onChosen(isReplaced ? secret : undefined)}
        />
      ) : null}
    </>
  )
}
