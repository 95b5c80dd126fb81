import { useCallback, useMemo, useState } from 'react'
import type { ManifestFormat } from '../../draft/manifestText.ts'
import type { CredentialKey } from '../../manifests/credentialKeys.ts'
import { credentialKeys } from '../../manifests/credentialKeys.ts'
import type { CredentialOutput } from '../../manifests/credentialOutputs.ts'
import { credentialOutputs } from '../../manifests/credentialOutputs.ts'
import type { ExportedManifests } from '../../manifests/exportManifests.ts'
import { exportManifests } from '../../manifests/exportManifests.ts'
import type { Options } from '../../context/options.ts'

/** What the settings of an output hold: what was typed, chosen or switched, and maps of it. */
export type Settings = Readonly<Record<string, unknown>>

interface Chosen {
  credentials: string
  /** The settings of each output, by its name. */
  settings: Readonly<Record<string, Settings>>
}

const none: Settings = {}
const start: Chosen = { credentials: 'secret', settings: {} }
/** What was chosen for a draft, which is there again when its preview is. Settings say where credentials are, and hold none. */
const keptFor = new WeakMap<object, Chosen>()

/** How the credentials leave with what is copied or saved. */
export interface ExportChoice {
  outputs: readonly CredentialOutput[]
  /** The keys of the Secret that the storage names. */
  keys: readonly CredentialKey[]
  /** `secret`, `none`, or the name of an output. */
  credentials: string
  choose: (credentials: string) => void
  settings: Settings
  set: (settings: Settings) => void
  /** What a text is exported as. */
  write: (text: string) => ExportedManifests
}

/** Keeps the choice of how credentials leave: for as long as its owner, a draft, is there, or else the component. */
export function useExport(text: string, format: ManifestFormat, options: Options, owner?: object): ExportChoice {
  const [chosen, setChosen] = useState(() => (owner && keptFor.get(owner)) ?? start)
  const outputs = useMemo(() => credentialOutputs(options), [options])
  const keys = useMemo(() => credentialKeys(text, options), [text, options])
  function take(next: Chosen): void {
    if (owner) keptFor.set(owner, next)
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
