import { useCallback, useMemo } from 'react'
import type { RefObject } from 'react'
import type { FormDraft } from '../../draft/createFormDraft.ts'
import { locksOf } from '../../manifests/locks.ts'
import { createFieldStore } from './fieldStore.ts'
import { findProvider } from '../../context/context.ts'
import { fromPointer, toPointer } from '../../base/pointer.ts'
import { credentialSources } from '../../schema/provider.ts'
import { titleAt } from '../../schema/schemaAt.ts'
import type { Messages } from '../messages.ts'
import { resolveMessages } from '../messages.ts'
import { useDraftState } from '../useDraftState.ts'
import { focusPath } from './focusPath.ts'
import type { FormContextValue } from './FormContext.ts'
import type { FieldModes } from './FormHostProps.ts'
import type { ListSource, SecretOption } from './lists.ts'
import { useStableSource } from './lists.ts'
import { isWithin } from './visibility.ts'
import { useWhenReleased } from './useWhenReleased.ts'

interface Props {
  draft: FormDraft
  root: RefObject<HTMLElement | null>
  announce: (text: string) => void
  messages: Partial<Messages> | undefined
  namespaces: ListSource<string> | undefined
  secrets: ListSource<string | SecretOption> | undefined
  fields: FieldModes | undefined
  /** Whether the form is disabled or read-only. */
  locked: boolean
}

function pointersOf(fields: FieldModes | undefined, mode: 'hidden' | 'fixed'): ReadonlySet<string> {
  return new Set(Object.entries(fields ?? {}).flatMap(([pointer, one]) => (one === mode ? [pointer] : [])))
}

/** Returns the context of the fields: the same object until the provider, the options or the host's props change. */
export function useFormContextValue({
  draft,
  root,
  announce,
  messages: given,
  locked,
  ...host
}: Props): FormContextValue {
  const whenReleased = useWhenReleased()
  const store = useMemo(() => createFieldStore(draft), [draft])
  const messages = useMemo(() => resolveMessages(given), [given])
  const providerName = useDraftState(draft, (state) => state.values.backend.provider)
  const context = useDraftState(draft, () => draft.context)
  const focus = useCallback((pointer: string) => void (root.current && focusPath(root.current, pointer)), [root])
  // Hosts often create this object in each render, with the same content.
  const modes = JSON.stringify(host.fields ?? {})
  const fields = useMemo(() => JSON.parse(modes) as FieldModes, [modes])
  const namespaces = useStableSource(host.namespaces)
  const secrets = useStableSource(host.secrets)
  return useMemo((): FormContextValue => {
    const { providers } = context
    const provider = findProvider(context, providerName)
    const layout = context.layoutOf(provider)
    const [location] = provider?.schema['x-directory'] ?? []
    const locationTitle = location === undefined ? '' : titleAt(layout.schema, fromPointer(location))
    const locks = locksOf(providerName, context)
    const credentials = credentialSources(provider).filter((one) => locks.sources?.includes(one) ?? true)
    const isEditing = context.editing !== undefined
    // The current Secret comes first: it is kept unless the user chooses another source.
    if (isEditing) credentials.sort((a, b) => Number(b === 'existing') - Number(a === 'existing'))
    const fixed = pointersOf(fields, 'fixed')
    const hidden = pointersOf(fields, 'hidden')
    return {
      draft,
      store,
      messages,
      announce,
      focus,
      layout,
      locks,
      isEditing,
      canFix: ({ path }) => !locked && ![...locks.fields, ...fixed].some((one) => isWithin(path, one)),
      isFixed: (pointer) =>
        [...locks.fields, ...fixed, ...hidden].some((one) => isWithin(pointer, one)) ||
        (pointer === '/backend/credentials/source' && !credentials.includes('new')),
      provider: providerName,
      providerTitle: provider?.title ?? providerName,
      titleOfProvider: (name) => findProvider(context, name)?.title ?? name,
      vendors: provider?.vendors,
      identity: provider?.identity,
      pasteHints: [...new Set(provider?.schema['x-paste']?.map(({ title }) => title))],
      guide: provider?.schema['x-guide'] ? locationTitle : undefined,
      whenReleased,
      hidden,
      fixed,
      secretFields: new Set(layout.secretFields.map(({ path }) => toPointer(path))),
      lists: {
        providers: {
          options: providers.map(({ name, title, description, schema }) => ({
            value: name,
            label: title,
            description,
            icon: schema['x-icon'],
          })),
        },
        sources: { options: credentials.map((value) => ({ value, label: value })) },
      },
      sources: { namespaces, secrets },
    }
  }, [
    draft,
    store,
    messages,
    announce,
    focus,
    context,
    providerName,
    whenReleased,
    fields,
    namespaces,
    secrets,
    locked,
  ])
}
