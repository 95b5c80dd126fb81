import type { Provider } from '../core/provider.ts'
import type { Resource } from '../core/resource.ts'

export interface Contributed {
  readonly providers: Readonly<Record<string, Provider>>
  readonly kinds: Readonly<Record<string, { resource: Resource; providers: readonly Provider[] }>>
}

/** What comes with the package and is used by name alone. Loaded when it is asked for. */
export async function contributed(): Promise<Contributed> {
  return { providers: {}, kinds: {} }
}
