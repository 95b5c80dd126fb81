import type { ReactElement } from 'react'
import { useId, useMemo } from 'react'
import { deepEqual } from '../../base/json.ts'
import { getAt } from '../../base/pointer.ts'
import { storageDetail } from '../../cluster/related/storageDetail.ts'
import { changedManifests } from '../../manifests/changedManifests.ts'
import type { Context } from '../../context/context.ts'
import { findProvider, layoutFor } from '../../context/context.ts'
import type { DraftState } from '../../draft/state.ts'
import type { Manifest } from '../../schema/manifest.ts'
import { schemaAt } from '../../schema/schemaAt.ts'
import { normalizeValues } from '../../values/normalizeValues.ts'
import type { Messages } from '../messages.ts'
import { nameOf } from './ManifestsView.tsx'
import { previewMessagesOf } from './previewMessages.ts'

interface ReviewProps {
  messages: Messages
  /** The manifests to submit, the storage last. */
  manifests: readonly Manifest[]
  state: Pick<DraftState, 'values' | 'start'>
  context: Context
}

type Row = readonly [title: string, value: string]

/** Returns the titles of the fields that differ from the edited object. */
function changedFields({ values, start }: ReviewProps['state'], context: Context): string[] {
  const [now, before] = [normalizeValues(values, context), normalizeValues(start, context)]
  const changed = layoutFor(context, values).fields.filter(
    ({ path, branch }) => !branch && !deepEqual(getAt(now, path), getAt(before, path)),
  )
  return [...new Set(changed.map(({ path, schema }) => schema.title ?? String(path.at(-1))))]
}

/** Returns the facts about the storage that a user checks before a submit. */
function rowsOf({ messages, manifests, state, context }: ReviewProps): Row[] {
  const { review } = previewMessagesOf(messages)
  const storage = manifests.at(-1)
  if (!storage) return []
  const { values } = state
  const { editing } = context
  const provider = findProvider(context, values.backend.provider)
  const { schema } = layoutFor(context, values)
  const detail = storageDetail(storage, context)
  const directory = provider?.schema['x-directory']
  const place = detail.backend.filter(({ pointer }) => directory?.includes(pointer) ?? true)
  const written = changedManifests(manifests, editing)
  const names = written.map((one) => `${one.kind} ${nameOf([one])}`).reverse()
  const changed = editing === undefined ? [] : changedFields(state, context)
  const policy = schemaAt(schema, ['deletionPolicy'])
  const consequence = policy?.oneOf?.find((one) => one.const === detail.deletionPolicy)
  const title = (key: string): string => schemaAt(schema, [key])?.title ?? key
  return [
    [editing === undefined ? review.creates : review.updates, names.join(', ')],
    [review.changed, changed.join(', ')],
    [title('namespace'), values.namespace],
    [review.location, [provider?.title ?? '', ...place.map((one) => `${one.title} ${one.value}`)].join(', ')],
    ...detail.settings.map((one): Row => [one.title, one.value]),
    [title('deletionPolicy'), consequence?.description ?? consequence?.title ?? ''],
  ]
}

/** The storage to create or change, in a few facts. */
export function ReviewSummary(props: ReviewProps): ReactElement {
  const { messages, manifests, state, context } = props
  const id = useId()
  const { values, start } = state
  const rows = useMemo(
    () => rowsOf({ messages, manifests, state: { values, start }, context }),
    [messages, manifests, values, start, context],
  )
  return (
    <section className="bsf-review" aria-labelledby={`${id}title`}>
      <h3 className="bsf-visually-hidden" id={`${id}title`}>
        {previewMessagesOf(messages).review.title}
      </h3>
      <dl>
        {rows
          .filter(([, value]) => value !== '')
          .map(([title, value]) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}
