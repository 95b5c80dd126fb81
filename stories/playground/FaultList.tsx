import type { ReactElement } from 'react'
import type { ReadSchema, SchemaFault } from './readSchemaText.ts'

const words = { error: 'Error', warning: 'Warning', info: 'Note' } as const

function summary({ faults, provider }: ReadSchema, isTrying: boolean): string {
  if (isTrying) return 'No errors so far. Checking the examples…'
  const counts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = faults.filter((one) => one.severity === severity).length
    const word = words[severity].toLowerCase()
    return count === 0 ? [] : [`${count} ${count === 1 ? word : `${word}s`}`]
  })
  if (counts.length === 0) return 'No problems.'
  return `${counts.join(', ')}.${provider ? '' : ' The form and the manifest show the last valid schema.'}`
}

/** The problems of a schema. Screen readers announce their number and the first; each leads to its line. */
export function FaultList(props: {
  read: ReadSchema
  isTrying: boolean
  onSelect: (fault: SchemaFault) => void
}): ReactElement {
  const { faults } = props.read
  const [first] = faults
  const byKey = new Map(faults.map((fault) => [`${fault.pointer} ${fault.from} ${fault.message}`, fault]))
  return (
    <div className="pg-faults">
      <p role="status" className="pg-summary" data-faulty={faults.length > 0 || undefined}>
        {summary(props.read, props.isTrying)}
        {first ? (
          <span className="bsf-visually-hidden">
            {' '}
            Line {first.line}: {first.message}
          </span>
        ) : null}
      </p>
      {faults.length > 0 ? (
        <ol>
          {[...byKey].map(([key, fault]) => (
            <li key={key}>
              <button
                type="button"
                className="pg-fault"
                data-severity={fault.severity}
                onClick={() => props.onSelect(fault)}
              >
                <b>
                  {words[fault.severity]}, line {fault.line}
                </b>{' '}
                <code>{fault.pointer || '/'}</code> <span>{fault.message}</span>
              </button>
            </li>
          ))}
        </ol>
      ) : null}
    </div>
  )
}
