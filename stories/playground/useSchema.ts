import type { Diagnostic, DraftStore, Provider } from 'backupstorage-forms/core'
import { createDraft, initialValues } from 'backupstorage-forms/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Typed } from './keepTyped.ts'
import { keepTyped, nothingTyped } from './keepTyped.ts'
import type { ReadSchema } from './readSchemaText.ts'
import { inOrder, readSchemaText, withBuiltin } from './readSchemaText.ts'
import { readmeExample } from './readmeExample.ts'
import { tryProvider } from './tryProvider.ts'

/** How long a text must rest before it is read, in milliseconds. */
const rest = 300

/** The provider that the form is of, and what was typed for it in fields that it has no more. */
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

/** Lets the form be that of another version of the provider, which is then selected. */
function show(draft: DraftStore, { provider: before, typed }: Shown, after: Provider): Shown {
  const { backend } = draft.getState().values
  // What was typed for it comes back, if another provider was looked at meanwhile.
  if (backend.provider !== before.name) draft.change(['backend', 'provider'], before.name)
  const { values, text } = draft.getState()
  const options = { providers: withBuiltin(after) }
  const kept = keepTyped(values, typed, before, after, options)
  draft.setOptions(options)
  draft.replaceValues(kept.values)
  if (text) draft.editText(text.json ?? text.yaml, text.json === undefined ? 'yaml' : 'json')
  return { provider: after, typed: kept.typed }
}

/** The text of a schema, what is wrong with it, and the draft of a form that follows it while it can be used. */
export function useSchema(): {
  text: string
  setText: (text: string) => void
  draft: DraftStore
  /** What was read last: of the present text, once it rests; what comes of trying it is added later. */
  read: ReadSchema
  /** Whether the provider is still being tried. */
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
