import type { Diagnostic, DraftStore, Provider } from 'backupstorage-forms/core'
import { createDraft, initialValues } from 'backupstorage-forms/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Typed } from './keepTyped.ts'
import { keepTyped, nothingTyped } from './keepTyped.ts'
import type { ReadSchema } from './readSchemaText.ts'
import { inOrder, readSchemaText, withBuiltin } from './readSchemaText.ts'
import { readmeExample } from './readmeExample.ts'
import { tryProvider } from './tryProvider.ts'

/** How long to wait after the last edit before parsing, in milliseconds. */
const rest = 300

/** The provider in the form, and the entered values, including those of fields that it no longer has. */
interface Shown {
  provider: Provider
  typed: Typed
}

function start(): { draft: DraftStore; shown: Shown; read: ReadSchema } {
  const read = readSchemaText(readmeExample)
  if (!read.provider) throw new Error(read.faults.map(({ message }) => message).join(' '))
  const options = { providers: withBuiltin(read.provider) }
  const draft = createDraft({ ...options, values: initialValues(read.provider.name, options) })
  return { draft, shown: { provider: read.provider, typed: nothingTyped }, read }
}

/** Switches the form to a new version of the provider, and selects it. */
function show(draft: DraftStore, { provider: before, typed }: Shown, after: Provider): Shown {
  const { backend } = draft.getState().values
  // Restores its values if the user has meanwhile selected another provider.
  if (backend.provider !== before.name) draft.change(['backend', 'provider'], before.name)
  const { values, text } = draft.getState()
  const options = { providers: withBuiltin(after) }
  const kept = keepTyped(values, typed, before, after, options)
  draft.setOptions(options)
  draft.replaceValues(kept.values)
  if (text) draft.editText(text.json ?? text.yaml, text.json === undefined ? 'yaml' : 'json')
  return { provider: after, typed: kept.typed }
}

/** Returns the text of a schema, its problems, and the draft of a form that follows the text while it is valid. */
export function useSchema(): {
  text: string
  setText: (text: string) => void
  draft: DraftStore
  /** The result for the last parsed text. The results of the conformance check are added later. */
  read: ReadSchema
  /** Whether the conformance check is still running. */
  isTrying: boolean
} {
  const [{ draft, shown, read: first }] = useState(start)
  const [text, setText] = useState(readmeExample)
  const [{ of, read }, setRead] = useState({ of: text, read: first })
  const present = useRef(shown)
  useEffect(() => {
    if (text === of) return undefined
    const timer = setTimeout(() => {
      const next = readSchemaText(text)
      if (next.provider) present.current = show(draft, present.current, next.provider)
      setRead({ of: text, read: next })
    }, rest)
    return () => clearTimeout(timer)
  }, [draft, text, of])
  const [tried, setTried] = useState<{ of: ReadSchema; found: readonly Diagnostic[] }>()
  useEffect(
    () => (read.provider ? tryProvider(read.provider, (found) => setTried({ of: read, found })) : undefined),
    [read],
  )
  const complete = useMemo(
    () => (tried?.of === read ? { ...read, faults: inOrder(tried.found.map(read.locate)) } : read),
    [read, tried],
  )
  return { text, setText, draft, read: complete, isTrying: read.provider !== undefined && tried?.of !== read }
}
