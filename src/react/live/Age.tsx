import type { ReactElement } from 'react'
import { useSyncExternalStore } from 'react'
import { formatAge } from '../../core/rows/formatAge.ts'
import { everySecond } from './clock.ts'

/** How long ago a time is. It ticks, and renders again only when it says something else. */
export function Age({ time }: { time: string }): ReactElement {
  const age = useSyncExternalStore(
    everySecond,
    () => formatAge(time, Date.now()),
    () => '',
  )
  return (
    <time dateTime={time || undefined} title={time || undefined}>
      {age}
    </time>
  )
}
