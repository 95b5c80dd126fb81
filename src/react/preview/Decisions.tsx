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
  /** What stands in the way. */
  clashes: readonly Clash[]
  /** Whether the values of a Secret that is there are to be replaced. */
  isReplacing: boolean
  /** What takes the focus, of each question. */
  heading: RefObject<HTMLHeadingElement | null>
  option: RefObject<HTMLInputElement | null>
  /** Called with the object as it is now, and with the conflicts where its value is wanted. */
  onRebase: (live: Manifest, taken: readonly string[]) => void
  /** Called when it was chosen what to do with a Secret: with the Secret where its values are to be replaced. */
  onChosen: (replaced: ObjectReference | undefined) => void
}

/** What a person decides before it goes on. */
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
