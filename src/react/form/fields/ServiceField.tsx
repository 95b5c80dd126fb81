import type { FieldProps, RJSFSchema } from '@rjsf/utils'
import type { FocusEvent, ReactElement } from 'react'
import { useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { fromPointer } from '../../../base/pointer.ts'
import type { DraftState } from '../../../draft/state.ts'
import { titleAt } from '../../../schema/schemaAt.ts'
import type { Vendors } from '../../../schema/vendors.ts'
import { expectedRegion } from '../../../schema/vendors.ts'
import { derivedEndpoint } from '../../../validation/vendors.ts'
import { activeElement } from '../../activeElement.ts'
import { FieldTemplate } from '../FieldTemplate.tsx'
import { useFormContext } from '../FormContext.ts'
import { serviceIdOf } from '../ids.ts'
import type { Service } from '../services.ts'
import { isSelfHosted, partToReplace, serviceOf, textAt, useServices } from '../services.ts'
import { nowhere, useStateAt } from '../useStateAt.ts'

/** The last choice: a service of the user's own hosts, or one whose endpoint has parts to replace. */
interface Chosen {
  readonly title: string
  readonly endpoint: string
  readonly isOwn: boolean
}

/** Returns the title of the service to show as selected; undefined if none is. */
function selectedTitle(state: DraftState, { table, match }: Vendors, chosen: Chosen | undefined): string | undefined {
  const endpoint = textAt(state, table.fields.endpoint)
  if (chosen && endpoint === chosen.endpoint) return chosen.title
  const other = table.vendors.at(-1)
  if (endpoint === '') return match(derivedEndpoint(state.values, { table, match }))?.vendor.title
  const vendor = match(endpoint)?.vendor ?? other
  return vendor === other && chosen?.isOwn ? chosen.title : vendor?.title
}

/** Returns the values that a service fills in. An endpoint that may be the user's own server stays. */
function valuesOf(
  state: DraftState,
  { table, match }: Vendors,
  service: Service,
  isFree: (pointer: string) => boolean,
): { endpoint: string | undefined; region: string | undefined } {
  const { fields, vendors } = table
  const [endpoint, present] = [textAt(state, fields.endpoint), textAt(state, fields.region)]
  const { vendor, regions = [] } = service
  const before = match(endpoint)
  const other = vendors.at(-1)
  const isOwn = endpoint !== '' && (before?.vendor ?? other) === other && !partToReplace.test(endpoint)
  const keeps = isOwn && isSelfHosted(service)
  const proposed = regions[0]?.value ?? vendor.region?.fixed ?? table.region
  function regionOf(): string | undefined {
    if (!isFree(fields.region) || regions.some(({ value }) => value === present)) return present
    if (service.endpoint === undefined) return before && present === expectedRegion(before) ? undefined : present
    return keeps && present !== '' ? present : proposed
  }
  const region = regionOf()
  const filled = keeps ? endpoint : service.endpoint?.replaceAll('{region}', region || proposed)
  return { endpoint: filled, region }
}

/** Selects the part to replace in the focused input, so that typing replaces it. */
function selectPart(): void {
  const input = activeElement()
  const part = input instanceof HTMLInputElement ? partToReplace.exec(input.value) : null
  if (part) (input as HTMLInputElement).setSelectionRange(part.index, part.index + part[0].length)
}

/** Keys that change a closed select without leaving it. */
const browses = /^(?:Arrow|Page|Home|End|\S$)/

/** A choice among the vendors of a protocol. It is no value: it shows the vendor of the endpoint, and fills it in. */
export function ServiceField(props: FieldProps): ReactElement | null {
  const { fieldPathId, registry } = props
  const { draft, vendors, layout, messages, focus, canFix, hidden } = useFormContext()
  const { state, items, retry } = useServices()
  const [chosen, setChosen] = useState<Chosen>()
  const lastKey = useRef('')
  const fields = vendors?.table.fields
  const pointers = useMemo(() => (fields ? [fields.endpoint, fields.region] : nowhere), [fields])
  const selected = useStateAt(pointers, (now) => vendors && selectedTitle(now, vendors, chosen))
  const { select: Select } = registry.widgets
  if (!vendors || !fields || !Select) return null
  const { table } = vendors
  const id = serviceIdOf(fieldPathId.$id)
  const service = serviceOf(items, selected)
  const other = table.vendors.at(-1)?.title
  const offered = items.filter(({ endpoint }) => endpoint !== undefined).map(({ vendor }) => vendor.title)
  const titles = new Set([...offered, selected, items.length > 0 ? other : undefined])
  const description = messages.fillsIn(
    titleAt(layout.schema, fromPointer(fields.endpoint)),
    titleAt(layout.schema, fromPointer(fields.region)),
  )
  const schema: RJSFSchema = { type: 'string', title: table.title, description }
  // They open in a new tab.
  const links = [
    [service?.keys, messages.createKeys],
    [service?.source?.url, messages.documentation],
  ] as const

  function choose(title: unknown): void {
    const next = items.length > 0 ? serviceOf(items, String(title)) : undefined
    if (!next || !vendors || !fields) return
    const isFree = (pointer: string): boolean => canFix({ path: pointer }) && !hidden.has(pointer)
    const before = draft.getState()
    const { endpoint = '', region } = valuesOf(before, vendors, next, isFree)
    const at = endpoint === textAt(before, fields.endpoint) ? fields.region : fields.endpoint
    flushSync(() => {
      setChosen({ title: next.vendor.title, endpoint, isOwn: isSelfHosted(next) })
      draft.fill(
        [
          [fromPointer(fields.endpoint), endpoint || undefined],
          [fromPointer(fields.region), region || undefined],
        ],
        fromPointer(at),
      )
    })
    const isIncomplete = endpoint === '' || partToReplace.test(endpoint)
    if (!isIncomplete || browses.test(lastKey.current)) return
    focus(fields.endpoint)
    selectPart()
  }
  function onBlur({ relatedTarget }: FocusEvent): void {
    const field = relatedTarget?.closest<HTMLElement>('[data-bsf-path]')
    if (field?.dataset['bsfPath'] !== fields?.endpoint) return
    // The browser selects the whole text when the focus arrives.
    field?.querySelector('input')?.addEventListener('focus', () => setTimeout(selectPart), { once: true })
  }
  return (
    // Events bubble up to here from the control, which a theme may replace.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className="bsf-service"
      onBlur={onBlur}
      onKeyDown={({ key }) => {
        lastKey.current = key
      }}
      onPointerDown={() => {
        lastKey.current = ''
      }}
    >
      <FieldTemplate id={id} label={table.title} required={false} errors={[]} schema={schema} uiSchema={undefined}>
        <Select
          {...{ id, registry, uiSchema: {}, name: id, label: table.title, placeholder: '', rawErrors: [] }}
          schema={schema}
          options={{
            required: true,
            enumOptions: [...titles].flatMap((value) => (value === undefined ? [] : [{ value, label: value }])),
          }}
          value={selected}
          disabled={Boolean(props.disabled)}
          readonly={Boolean(props.readonly) || !canFix({ path: fields.endpoint })}
          onChange={choose}
          onBlur={() => {}}
          onFocus={() => {}}
        />
        <p className="bsf-service-links">
          {links.map(([href, text]) =>
            href === undefined ? null : (
              <a key={text} href={href} target="_blank" rel="noopener noreferrer">
                {text} <span className="bsf-visually-hidden">{messages.newTab}</span>
              </a>
            ),
          )}
        </p>
        {state === 'failed' ? (
          <p className="bsf-hint" role="status">
            {messages.choicesFailed}{' '}
            <button type="button" className="bsf-link" onClick={retry}>
              {messages.retry}
            </button>
          </p>
        ) : null}
      </FieldTemplate>
    </div>
  )
}
