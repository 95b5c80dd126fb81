import { useState } from 'react'

/** Returns a value and its setter. The host holds the value if it passes one, otherwise the component does. */
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
