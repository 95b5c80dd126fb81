// A select for the provider above a form with a flat schema.
import { useState } from 'react'
import { first, names } from 'form/names.js'

/** @param {{ Fields: import('react').ComponentType<{ provider: string }> }} props */
export function OfProvider({ Fields }) {
  const [provider, setProvider] = useState(first)
  return (
    <>
      <select aria-label="Provider" value={provider} onChange={(event) => setProvider(event.target.value)}>
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <Fields key={provider} provider={provider} />
    </>
  )
}
