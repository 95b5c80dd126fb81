import { providers } from '../generated/providers.ts'
import { resource } from '../generated/resource.ts'
import type { Provider } from './provider.ts'
import { createProvider } from './provider.ts'
import type { Resource } from './resource.ts'
import { createResource } from './resource.ts'

/** The providers of `schemas/providers`, in their order. */
export const builtinProviders: readonly Provider[] = /* @__PURE__ */ providers.map((one) => createProvider(one))

/** KubeStash's BackupStorage, from `schemas/backupstorage.json`. */
export const backupStorage: Resource = /* @__PURE__ */ createResource(resource)
