import { backupStorage } from 'backupstorage-forms/core'
import { type ObjectReference } from 'backupstorage-forms/cluster'
import { routes } from './routes.ts'

/** Which storage is meant. */
export interface StorageName {
  namespace: string
  name: string
}

/** The keys under which a storage says its provider and its Secret, for tools that only read annotations. */
export const referenceAnnotations = {
  provider: 'console.example.com/provider',
  secret: 'console.example.com/secret',
}

/** The address of the page of an object; the console has pages of storages only. */
export function hrefFor({ kind, namespace, name }: ObjectReference): string | undefined {
  return kind === backupStorage.kind ? `#${routes.detail({ namespace, name })}` : undefined
}
