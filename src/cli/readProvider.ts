import { defineProvider, ProviderSchemaError } from '../schema/defineProvider.ts'
import type { Provider } from '../schema/provider.ts'
import type { Resource } from '../schema/resource.ts'
import type { FileDiagnostic, ReadData } from './readData.ts'
import { readData } from './readData.ts'
import type { Source } from './readSources.ts'

export interface ReadProvider {
  readonly file: string
  /** Undefined if there are errors. */
  readonly provider: Provider | undefined
  readonly errors: readonly FileDiagnostic[]
  readonly located: ReadData['located']
}

/**
 * Reads a provider schema, JSON or YAML. Errors have ranges in the file.
 *
 * @param resource - the kind of storage that the provider is for. Default: BackupStorage
 */
export function readProvider(source: Source, resource?: Resource): ReadProvider {
  const { file } = source
  const { data, errors, located } = readData(source, 'A provider schema')
  if (data === undefined) return { file, provider: undefined, errors, located }
  try {
    return { file, provider: defineProvider(data, resource), errors: [], located }
  } catch (error) {
    if (!(error instanceof ProviderSchemaError)) throw error
    return { file, provider: undefined, errors: located(error.diagnostics), located }
  }
}
