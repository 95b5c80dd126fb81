import type { ReactElement } from 'react'
import { focusHeading } from './focusHeading.ts'
import type { StorageName, StorageRow } from './storage.ts'

interface CreatedNoticeProps {
  created: StorageName | undefined
  /** The storages as last read; undefined before the first time. */
  rows: StorageRow[] | undefined
  onDismiss: () => void
}

/** Tells what became of the storage that was created last, until it is ready and beyond. */
export function CreatedNotice({ created, rows, onDismiss }: CreatedNoticeProps): ReactElement {
  const row = rows?.find(({ namespace, name }) => namespace === created?.namespace && name === created.name)
  // A screen reader announces what changes in a region, not what it starts with: so nothing before the first reading.
  const news = created === undefined || rows === undefined ? '' : newsOf(created, row)
  const state = row?.phase === 'Ready' ? 'ready' : row === undefined || row.phase === '' ? 'waiting' : 'not-ready'
  return (
    <div className="notice" data-state={news === '' ? 'empty' : state}>
      <output>{news}</output>
      {news !== '' && (
        <button
          type="button"
          onClick={() => {
            focusHeading()
            onDismiss()
          }}
        >
          Dismiss
        </button>
      )}
    </div>
  )
}

function newsOf({ namespace, name }: StorageName, row: StorageRow | undefined): string {
  const storage = `${namespace}/${name}`
  if (row === undefined || row.phase === '') return `${storage} was created. Waiting until it is Ready…`
  if (row.phase === 'Ready') {
    return `${storage} was created and is Ready: BackupConfigurations and RetentionPolicies can use it now.`
  }
  const why = row.explanation === '' ? '' : `: ${row.explanation}`
  return `${storage} was created, and is ${row.phase}${why}. Its status is read again every two seconds.`
}
