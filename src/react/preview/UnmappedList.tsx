import type { ReactElement } from 'react'
import { dotted, fromPointer } from '../../base/pointer.ts'

/** A list of manifest entries without a form field, given as JSON Pointers. */
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
