import { useState } from 'react'

/** A value that a host holds or, where it gives none, the component. */
export function useControlled<T>(
  given: T | undefined,
  first: T,
  onChange: ((value: T) => void) | undefined,
): [T, (value: T) => void] {
  const [own, setOwn] = useState(first)
  return [
    given ?? own,
    (value) => {
      setOwn(value)
      onChange?.(value)
    },
  ]
}
