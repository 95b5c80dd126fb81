import { useCallback, useMemo, useState } from 'react'
import type { ManifestFormat } from '../../draft/manifestText.ts'
import type { CredentialKey } from '../../manifests/credentialKeys.ts'
import { credentialKeys } from '../../manifests/credentialKeys.ts'
import type { CredentialOutput } from '../../manifests/credentialOutputs.ts'
import { credentialOutputs } from '../../manifests/credentialOutputs.ts'
import type { ExportedManifests } from '../../manifests/exportManifests.ts'
import { exportManifests } from '../../manifests/exportManifests.ts'
import type { Options } from '../../context/options.ts'

/** The settings of an output, by name: strings, numbers, booleans, and maps of strings. */
export type Settings = Readonly<Record<string, unknown>>

interface Chosen {
  credentials: string
  /** The settings of each output, by its name. */
  settings: Readonly<Record<string, Settings>>
}

const none: Settings = {}
const start: Chosen = { credentials: 'secret', settings: {} }
/** The settings of each draft, restored with its preview. They say where credentials are, but hold none. */
const keptFor = new WeakMap<object, Chosen>()

/** The user's choice of a way to copy and download without the credentials. */
export interface ExportChoice {
  outputs: readonly CredentialOutput[]
  /** The keys of the Secret that the storage names. */
  keys: readonly CredentialKey[]
  /** `secret` as shown, `none`, or the name of an output. */
  credentials: string
  choose: (credentials: string) => void
  settings: Settings
  set: (settings: Settings) => void
  /** Exports a text. */
  write: (text: string) => ExportedManifests
}

/** Keeps the settings as long as their owner, a draft, exists; without an owner, as long as the component does. */
export function useExport(text: string, format: ManifestFormat, options: Options, owner?: object): ExportChoice {
  const [chosen, setChosen] = useState(() => (owner && keptFor.get(owner)) ?? start)
  const outputs = useMemo(() => credentialOutputs(options), [options])
  const keys = useMemo(() => credentialKeys(text, options), [text, options])
  function take(next: Chosen): void {
    if (owner) keptFor.set(owner, { ...next, credentials: 'secret' })
    setChosen(next)
  }
  const { credentials } = chosen
  const settings = chosen.settings[credentials] ?? none
  const write = useCallback(
    (whole: string) => exportManifests(whole, format, { credentials, settings }, options),
    [format, credentials, settings, options],
  )
  return {
    outputs,
    keys,
    credentials,
    choose: (next) => take({ ...chosen, credentials: next }),
    settings,
    set: (next) => take({ ...chosen, settings: { ...chosen.settings, [credentials]: next } }),
    write,
  }
}
