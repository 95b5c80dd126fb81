import type { WidgetProps } from '@rjsf/utils'
import type { ReactElement } from 'react'
import { useId } from 'react'
import { useFormContext } from '../FormContext.ts'
import { ariaOf } from '../ids.ts'

function common(props: WidgetProps): Record<string, unknown> {
  return {
    id: props.id,
    disabled: props.disabled,
    required: props.required,
    onBlur: () => props.onBlur(props.id, undefined),
    ...ariaOf(props.id, props.schema.description, props.rawErrors),
  }
}

/** Names and addresses are not prose: nothing is to be completed or corrected in them. */
const verbatim = { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false } as const

/** What a text control shows for a value, of a wrong type too. */
function toText(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean)
}

/** A line of text; `list` is the id of a list of suggestions. */
export function TextWidget({ list, ...props }: WidgetProps & { list?: string }): ReactElement {
  return (
    <input
      {...common(props as WidgetProps)}
      {...verbatim}
      className="bsf-input"
      type="text"
      list={list}
      value={toText(props.value)}
      readOnly={props.readonly}
      placeholder={props.placeholder}
      onChange={({ target }) => props.onChange(target.value === '' ? undefined : target.value)}
    />
  )
}

/** A number. What is no number is kept as it was typed, for the validation to say so. */
export function NumberWidget(props: WidgetProps): ReactElement {
  return (
    <input
      {...common(props)}
      className="bsf-input"
      type="text"
      inputMode="numeric"
      value={toText(props.value)}
      readOnly={props.readonly}
      placeholder={props.placeholder}
      autoComplete="off"
      onChange={({ target }) => {
        const text = target.value
        const digits = props.schema.type === 'integer' ? /^-?(0|[1-9]\d{0,14})$/ : /^-?(0|[1-9]\d{0,14})(\.\d{1,9})?$/
        props.onChange(text === '' ? undefined : digits.test(text) ? Number(text) : text)
      }}
    />
  )
}

export function SelectWidget(props: WidgetProps): ReactElement {
  const { messages } = useFormContext()
  const options = props.options.enumOptions ?? []
  const index = options.findIndex((option) => option.value === props.value)
  return (
    <select
      {...common(props)}
      className="bsf-input bsf-select"
      value={index < 0 ? '' : String(index)}
      disabled={props.disabled || props.readonly}
      onChange={({ target }) => props.onChange(target.value === '' ? undefined : options[Number(target.value)]?.value)}
    >
      {props.required && index >= 0 ? null : (
        <option value="">{props.required ? messages.choose : messages.unset}</option>
      )}
      {options.map((option, at) => (
        <option key={option.label} value={String(at)}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

/** A switch. Not set, on and off are three things where the field is optional; off is left out only until it was chosen. */
export function CheckboxWidget(props: WidgetProps): ReactElement {
  return (
    <input
      {...common(props)}
      className="bsf-checkbox"
      type="checkbox"
      checked={props.value === true}
      disabled={props.disabled || props.readonly}
      required={false}
      onChange={({ target }) => props.onChange(target.checked)}
    />
  )
}

/** A text with suggestions from a list of the host, or a choice where the list allows nothing else. */
export function SuggestWidget(props: WidgetProps): ReactElement {
  const { lists, messages } = useFormContext()
  const listId = useId()
  const list = lists[String(props.options['list'] ?? '')]
  if (!list || list.options.length === 0) return <TextWidget {...props} />
  if (list.closed) {
    const known = list.options.some(({ value }) => value === props.value)
    return (
      <select
        {...common(props)}
        className="bsf-input bsf-select"
        value={toText(props.value)}
        disabled={props.disabled || props.readonly}
        onChange={({ target }) => props.onChange(target.value)}
      >
        {known ? null : <option value={toText(props.value)}>{toText(props.value) || messages.choose}</option>}
        {list.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    )
  }
  return (
    <>
      <TextWidget {...props} list={listId} />
      <datalist id={listId}>
        {list.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </datalist>
    </>
  )
}

/** One of a few options that are all in view. */
export function OptionsWidget(props: WidgetProps): ReactElement {
  const { lists, identity } = useFormContext()
  const allowed = lists[String(props.options['list'] ?? '')]?.options.map(({ value }) => value)
  const options = (props.options.enumOptions ?? []).filter(({ value }) => !allowed || allowed.includes(String(value)))
  return (
    <>
      <div
        role="radiogroup"
        id={props.id}
        className="bsf-radios"
        aria-labelledby={`${props.id}__title`}
        {...ariaOf(props.id, props.schema.description, props.rawErrors)}
      >
        {options.map((option) => (
          <label className="bsf-radio" key={option.label}>
            <input
              type="radio"
              name={props.id}
              value={String(option.value)}
              checked={option.value === props.value}
              disabled={props.disabled || props.readonly}
              onChange={() => props.onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
      {identity && props.value === 'workloadIdentity' ? <p className="bsf-note">{identity}</p> : null}
    </>
  )
}
