import type { ReactElement } from 'react'
import { useSyncExternalStore } from 'react'
import { formatAge } from '../../cluster/rows/formatAge.ts'
import { everySecond, now } from './clock.ts'

/** The age of a time, or the result of `say` for it. It ticks, but re-renders only when its text changes. */
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
