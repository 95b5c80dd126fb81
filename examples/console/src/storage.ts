import { backupStorage } from 'backupstorage-forms/core'
import { type ObjectReference } from 'backupstorage-forms/cluster'
import { routes } from './routes.ts'

/** Identifies a storage. */
export interface StorageName {
  namespace: string
  name: string
}

/** The annotations for the provider and the Secret of a storage, for tools that only read annotations. */
export const referenceAnnotations = {
  provider: 'console.example.com/provider',
  secret: 'console.example.com/secret',
}

/** Returns the address of an object's page. Only storages have one. */
export function hrefFor({ kind, namespace, name }: ObjectReference): string | undefined {
  return kind === backupStorage.kind ? `#${routes.detail({ namespace, name })}` : undefined
}
