import type { ReactElement, RefObject } from 'react'
import type { ObjectReference } from '../../cluster/client.ts'
import type { DraftStore } from '../../draft/createDraft.ts'
import type { Manifest } from '../../schema/manifest.ts'
import type { Messages } from '../messages.ts'
import type { Decision } from './decide.ts'
import { RebasePanel } from './RebasePanel.tsx'
import { SecretChoice } from './SecretChoice.tsx'

interface DecisionPanelProps {
  draft: DraftStore
  messages: Messages
  decision: Decision
  /** The element of each panel that takes the focus. */
  heading: RefObject<HTMLHeadingElement | null>
  option: RefObject<HTMLInputElement | null>
  /** Called with the live object, and the keys of the conflicts where its value wins. */
  onRebase: (live: Manifest, taken: readonly string[]) => void
  /** Called after the user's choice about a Secret, with the Secret if its values should be replaced. */
  onChosen: (replaced: ObjectReference | undefined) => void
}

/** The panel for a decision that the user must make before a submit. */
export function DecisionPanel(props: DecisionPanelProps): ReactElement {
  const { draft, messages, decision, heading, option, onRebase, onChosen } = props
  if (decision.type === 'changed') {
    return (
      <RebasePanel
        draft={draft}
        messages={messages}
        clash={decision}
        heading={heading}
        onRebase={(taken) => onRebase(decision.live, taken)}
      />
    )
  }
  const { object } = decision
  return (
    <SecretChoice
      draft={draft}
      messages={messages}
      secret={object}
      key={object.name}
      first={option}
      onChosen={(isReplaced) => onChosen(isReplaced ? object : undefined)}
    />
  )
}
