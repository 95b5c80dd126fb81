import type { ReactElement, ReactNode } from 'react'
import type { StorageRow } from '../../cluster/live/storageRow.ts'
import type { Resource } from '../../schema/resource.ts'
import type { Setting, StorageDetail } from '../../cluster/related/storageDetail.ts'
import { Age } from '../live/Age.tsx'
import type { PageMessages } from '../pageMessages.ts'
import { Chips } from '../table/Chips.tsx'

function Entry({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <div className="bsf-entry">
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The metadata and settings of a storage. */
export function Basic({
  row,
  detail,
  resource,
  words,
}: {
  row: StorageRow
  detail: StorageDetail
  resource: Resource
  words: PageMessages
}): ReactElement {
  const { size } = resource.schema['x-resource'].status ?? {}
  return (
    <dl className="bsf-entries">
      <Entry title={words.namespace}>{row.namespace}</Entry>
      <Entry title={words.labels}>
        <Chips map={detail.labels} words={words} />
      </Entry>
      <Entry title={words.annotations}>
        <Chips map={detail.annotations} words={words} />
      </Entry>
      <Entry title={words.uid}>
        <code dir="ltr">{detail.uid || '–'}</code>
      </Entry>
      <Entry title={words.age}>
        <Age time={row.created} />{' '}
        <span className="bsf-muted">
          {Number.isNaN(Date.parse(row.created)) ? '' : new Date(row.created).toLocaleString()}
        </span>
      </Entry>
      <Entry title={words.provider}>{row.provider || '–'}</Entry>
      <Entry title={words.default}>{detail.isDefault ? words.yes : words.no}</Entry>
      {detail.deletionPolicyTitle === '' ? null : (
        <Entry title={words.deletionPolicy}>{detail.deletionPolicyTitle}</Entry>
      )}
      <Settings settings={detail.settings} />
      {size === undefined ? null : <Entry title={words.totalSize}>{row.size || '–'}</Entry>}
    </dl>
  )
}

/** The location of the backups: the provider's fields, with their titles in the form. */
export function Backend({ detail }: { detail: StorageDetail }): ReactElement {
  return (
    <dl className="bsf-entries">
      <Settings settings={detail.backend} />
    </dl>
  )
}

function Settings({ settings }: { settings: readonly Setting[] }): ReactElement {
  return (
    <>
      {settings.map(({ pointer, title, value }) => (
        <Entry key={pointer} title={title}>
          {value}
        </Entry>
      ))}
    </>
  )
}
