import { useState } from 'react'
import type { TextRule } from './typedText.ts'
import { shownText } from './typedText.ts'

/** The text of a field, which stays as typed until the user leaves the field. */
export interface TypedText {
  readonly text: string
  readonly type: (text: string) => void
  readonly leave: () => void
}

/** Returns the text of a field for its value, and turns typed text into values. */
export function useTypedText(rule: TextRule, value: unknown, onChange: (value: unknown) => void): TypedText {
  const [typed, setTyped] = useState<string>()
  return {
    text: shownText(rule, typed, value),
    type(text) {
      setTyped(text)
      onChange(rule.read(text, value))
    },
    leave: () => setTyped(undefined),
  }
}
