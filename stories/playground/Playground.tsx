import { BackupStorageForm, ManifestPreview } from 'backupstorage-forms'
import type { ReactElement, ReactNode } from 'react'
import { useEffect, useId, useRef, useState } from 'react'
import { FaultList } from './FaultList.tsx'
import './playground.css'
import { readmeExample } from './readmeExample.ts'
import type { SchemaFault } from './readSchemaText.ts'
import { textIn } from './shareLink.ts'
import { ShareLink } from './ShareLink.tsx'
import { useSchema } from './useSchema.ts'

export interface PlaygroundProps {
  /** An address whose fragment may contain a schema. @default the browser's, followed when it changes */
  address?: string | undefined
  /** Copies a link to the clipboard. */
  copy?: ((link: string) => Promise<void>) | undefined
}

const toClipboard = (link: string): Promise<void> => navigator.clipboard.writeText(link)

/** Opens the schema in the address, now and whenever it changes. Returns the error if it can't be opened. */
function useAddress(given: string | undefined, open: (text: string) => void): string | undefined {
  const [fault, setFault] = useState<string>()
  const latest = useRef(open)
  useEffect(() => {
    latest.current = open
  })
  useEffect(() => {
    let isCurrent = true
    async function read(): Promise<void> {
      try {
        const text = await textIn(given ?? location.href)
        if (!isCurrent) return
        setFault(undefined)
        if (text !== undefined) latest.current(text)
      } catch (error) {
        if (isCurrent) setFault((error as Error).message)
      }
    }
    const follow = (): void => void read()
    void read()
    addEventListener('hashchange', follow)
    return () => {
      isCurrent = false
      removeEventListener('hashchange', follow)
    }
  }, [given])
  return fault
}

/** Moves the cursor to an error and scrolls to its line. */
function goTo(area: HTMLTextAreaElement, { from, line }: SchemaFault): void {
  const end = area.value.indexOf('\n', from)
  area.focus()
  area.setSelectionRange(from, end < 0 ? area.value.length : end)
  const lineHeight = Number.parseFloat(getComputedStyle(area).lineHeight)
  area.scrollTop = Math.max(0, (line - 4) * lineHeight)
  area.scrollLeft = 0
}

function Column(props: { title: string; stale?: boolean; children: ReactNode }): ReactElement {
  const id = useId()
  return (
    <section className="pg-column" aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      {props.stale ? <p className="pg-stale">From the last valid schema. Fix the errors to update it.</p> : null}
      {props.children}
    </section>
  )
}

/** A page for trying a provider schema: its text and problems, the form and the manifest. */
export function Playground({ address, copy = toClipboard }: PlaygroundProps): ReactElement {
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const { text, setText, draft, read, isTrying } = useSchema()
  /** The text before the last replacement, for Undo. */
  const [replaced, setReplaced] = useState<string>()
  function replace(next: string): void {
    if (next === text) return
    setReplaced(text)
    setText(next)
  }
  const linkFault = useAddress(address, replace)
  const isStale = !read.provider
  return (
    <main className="bsf pg">
      <h1>Playground</h1>
      <p className="pg-intro">
        Paste a provider schema to see its problems, the form and the manifest. Nothing leaves this page.
      </p>
      <p role="alert" className="pg-told" data-fault>
        {linkFault}
      </p>
      <div className="pg-columns">
        <Column title="Schema">
          <label htmlFor={id}>Provider schema, JSON or YAML</label>
          <textarea
            ref={area}
            id={id}
            className="pg-text"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            wrap="off"
            dir="ltr"
            aria-invalid={isStale}
          />
          <div className="pg-actions">
            <button type="button" className="bsf-button" onClick={() => replace(readmeExample)}>
              Reset to the example
            </button>
            {replaced === undefined ? null : (
              <button
                type="button"
                className="bsf-button"
                onClick={() => replace(replaced)}
                disabled={replaced === text}
              >
                Undo
              </button>
            )}
            <ShareLink text={text} address={address ?? location.href} copy={copy} />
          </div>
          <FaultList read={read} isTrying={isTrying} onSelect={(fault) => area.current && goTo(area.current, fault)} />
        </Column>
        <Column title="Form" stale={isStale}>
          <BackupStorageForm draft={draft} />
        </Column>
        <Column title="Manifest" stale={isStale}>
          <ManifestPreview draft={draft} />
        </Column>
      </div>
    </main>
  )
}
