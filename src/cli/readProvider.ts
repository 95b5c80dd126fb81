import { defineProvider, ProviderSchemaError } from '../schema/defineProvider.ts'
import type { Provider } from '../schema/provider.ts'
import type { Resource } from '../schema/resource.ts'
import type { FileDiagnostic, ReadData } from './readData.ts'
import { readData } from './readData.ts'
import type { Source } from './readSources.ts'

export interface ReadProvider {
  readonly file: string
  /** Undefined where there are faults. */
  readonly provider: Provider | undefined
  readonly faults: readonly FileDiagnostic[]
  readonly placed: ReadData['placed']
}

/**
 * Reads a provider's schema, JSON or YAML. Faults have their places in the file.
 *
 * @param resource - the kind of storage that it is a provider of; a BackupStorage where it is missing
 */
export function readProvider(source: Source, resource?: Resource): ReadProvider {
  const { file } = source
  const { data, faults, placed } = readData(source, 'provider schema')
  if (data === undefined) return { file, provider: undefined, faults, placed }
  try {
    return { file, provider: defineProvider(data, resource), faults: [], placed }
  } catch (error) {
    if (!(error instanceof ProviderSchemaError)) throw error
    return { file, provider: undefined, faults: placed(error.diagnostics), placed }
  }
}
