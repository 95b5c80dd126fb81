import type { ReactElement } from 'react'
import { dotted, fromPointer } from '../../base/pointer.ts'

/** What of a manifest the form has no field for, given as JSON Pointers. */
export function UnmappedList({ pointers }: { pointers: readonly string[] }): ReactElement {
  return (
    <ul>
      {pointers.map((pointer) => (
        <li key={pointer}>
          <code>{dotted(fromPointer(pointer))}</code>
        </li>
      ))}
    </ul>
  )
}
