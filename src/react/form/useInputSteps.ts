import type { RefObject } from 'react'
import { useEffect } from 'react'
import type { FormDraft } from '../../draft/createFormDraft.ts'

/** Types of input events that aren't typing: a paste, a drop, a cut, a correction by the browser. */
const acts = /^(insertFrom(?!Composition)|insertReplacementText|deleteBy(?!Composition))/

/** Makes each paste, cut and drop an undo step of its own. Continuous typing in a field is one step. */
export function useInputSteps(root: RefObject<HTMLElement | null>, draft: FormDraft): void {
  useEffect(() => {
    const form = root.current
    let wasTyping = true
    // React's `onBeforeInput` has no input type.
    function onBeforeInput({ inputType }: InputEvent): void {
      const isTyping = !acts.test(inputType)
      if (!isTyping || !wasTyping) draft.endStep()
      wasTyping = isTyping
    }
    form?.addEventListener('beforeinput', onBeforeInput)
    return () => form?.removeEventListener('beforeinput', onBeforeInput)
  }, [root, draft])
}
