import { useMemo } from 'react'
import type { Options } from '../../context/options.ts'
import type { Messages } from '../messages.ts'
import type { FormPlace } from './sections.ts'
import { createPlaces } from './sections.ts'

/** Says where the form shows what a JSON Pointer leads to, in the language of the diagnostics. */
export function usePlaces(options: Options, provider: string, messages: Messages): (pointer: string) => FormPlace {
  return useMemo(
    () => createPlaces(options.messages?.texts ? options : { ...options, messages }, provider, messages),
    [options, provider, messages],
  )
}
