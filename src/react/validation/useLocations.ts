import { useMemo } from 'react'
import { contextOf } from '../../context/createContext.ts'
import type { Options } from '../../context/options.ts'
import type { Messages } from '../messages.ts'
import type { FormLocation } from './createLocations.ts'
import { createLocations } from './createLocations.ts'

/** Returns a function that locates a JSON Pointer in the form, in the language of the diagnostics. */
export function useLocations(
  options: Options,
  provider: string,
  messages: Messages,
): (pointer: string) => FormLocation {
  return useMemo(() => {
    const { providers, resource } = options
    const isTranslated = options.messages?.texts !== undefined
    return createLocations(contextOf(isTranslated ? options : { providers, resource, messages }), provider, messages)
  }, [options, provider, messages])
}
