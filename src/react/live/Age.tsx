import type { ReactElement } from 'react'
import { useSyncExternalStore } from 'react'
import { formatAge } from '../../cluster/rows/formatAge.ts'
import { everySecond, now } from './clock.ts'

/**
 * How long ago a time is, or what `say` makes of that. It ticks, and renders again only when it says something else.
 */
export function Age({ time, say }: { time: string; say?: (age: string) => string }): ReactElement {
  const age = useSyncExternalStore(
    everySecond,
    () => formatAge(time, now()),
    () => '',
  )
  return (
    <time dateTime={time || undefined} title={time || undefined}>
      {say ? say(age) : age}
    </time>
  )
}
