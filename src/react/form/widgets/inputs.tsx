import type { WidgetProps } from '@rjsf/utils'
import type { ReactElement, SelectHTMLAttributes } from 'react'
import { useAria } from '../FieldContext.ts'
import { useFormContext } from '../FormContext.ts'
import { optionIdOf, titleIdOf } from '../ids.ts'
import { numberRule, toText } from '../typedText.ts'
import { useTypedText } from '../useTypedText.ts'

/** Returns the props that all controls share. `more` are ids of further descriptions. */
export function useControlProps(props: WidgetProps, ...more: (string | undefined)[]): Record<string, unknown> {
  return {
    id: props.id,
    disabled: props.disabled,
    required: props.required,
    onBlur: () => props.onBlur(props.id, undefined),
    ...useAria(
      props.id,
      props.schema.description,
      props.rawErrors,
      props.options['describedBy'] as string | undefined,
      ...more,
    ),
  }
}

/** Names and addresses are not prose: the browser must not complete or correct them. */
export const verbatim = { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false, dir: 'auto' } as const

/** A single-line text input. */
export function TextWidget(props: WidgetProps): ReactElement {
  return (
    <input
      {...useControlProps(props)}
      {...verbatim}
      className="bsf-input"
      type="text"
      value={toText(props.value)}
      readOnly={props.readonly}
      placeholder={props.readonly ? '' : props.placeholder}
      onChange={({ target }) => props.onChange(target.value === '' ? undefined : target.value)}
    />
  )
}

/** Returns the keyboard for a number on a phone. */
export function numberKeyboard(type: unknown): 'numeric' | 'decimal' {
  return type === 'integer' ? 'numeric' : 'decimal'
}

/** A number input. It keeps text that isn't a number as typed, so that validation reports it. */
export function NumberWidget(props: WidgetProps): ReactElement {
  const { text, type, leave } = useTypedText(numberRule(props.schema.type), props.value, props.onChange)
  return (
    <input
      {...useControlProps(props)}
      className="bsf-input"
      type="text"
      inputMode={numberKeyboard(props.schema.type)}
      value={text}
      readOnly={props.readonly}
      placeholder={props.readonly ? '' : props.placeholder}
      autoComplete="off"
      onChange={({ target }) => type(target.value)}
      onBlur={() => {
        leave()
        props.onBlur(props.id, undefined)
      }}
    />
  )
}

/** The description of the selected option, if its schema has one. */
export function OptionDescription({ id, schema, value }: Pick<WidgetProps, 'id' | 'schema' | 'value'>): ReactElement {
  const text = optionDescription({ schema, value })
  return (
    <p className="bsf-option-description" id={optionIdOf(id)} aria-live="polite" hidden={text === undefined}>
      {text}
    </p>
  )
}

export function optionDescription({ schema, value }: Pick<WidgetProps, 'schema' | 'value'>): string | undefined {
  const option = schema.oneOf?.find((one) => typeof one === 'object' && one.const === value)
  return typeof option === 'object' ? option.description : undefined
}

/** A select with this package's arrow, at the end of the line in both text directions. */
function Select(props: SelectHTMLAttributes<HTMLSelectElement>): ReactElement {
  return (
    <div className="bsf-select-box">
      <select {...props} className="bsf-input bsf-select" />
    </div>
  )
}

export function SelectWidget(props: WidgetProps): ReactElement {
  const { messages } = useFormContext()
  const options = props.options.enumOptions ?? []
  const index = options.findIndex((option) => option.value === props.value)
  // A choice that is made can't be unset.
  const isSet = props.required || props.options['required'] === true
  const explained = props.schema.oneOf?.some((one) => typeof one === 'object' && one.description !== undefined)
  return (
    <>
      <Select
        {...useControlProps(props, explained ? optionIdOf(props.id) : undefined)}
        value={index < 0 ? '' : String(index)}
        disabled={props.disabled || props.readonly}
        onChange={({ target }) =>
          props.onChange(target.value === '' ? undefined : options[Number(target.value)]?.value)
        }
      >
        {isSet && index >= 0 ? null : <option value="">{isSet ? messages.choose : messages.unset}</option>}
        {options.map((option, at) => (
          <option key={option.label} value={String(at)}>
            {option.label}
          </option>
        ))}
      </Select>
      {explained ? <OptionDescription {...props} /> : null}
    </>
  )
}

/** A checkbox. An optional one is unset until the user first toggles it, then true or false. */
export function CheckboxWidget(props: WidgetProps): ReactElement {
  return (
    <input
      {...useControlProps(props)}
      className="bsf-checkbox"
      type="checkbox"
      checked={props.value === true}
      disabled={props.disabled || props.readonly}
      required={false}
      onChange={({ target }) => props.onChange(target.checked)}
    />
  )
}

/** Radio buttons for a few options, all in view. */
export function OptionsWidget(props: WidgetProps): ReactElement {
  const { lists, identity, messages, isEditing } = useFormContext()
  const list = String(props.options['list'] ?? '')
  const allowed = lists[list]?.options
  const all = props.options.enumOptions ?? []
  const options = allowed ? allowed.flatMap((one) => all.filter(({ value }) => String(value) === one.value)) : all
  const label = (option: { value: unknown; label: string }): string =>
    (isEditing && list === 'sources' ? messages.editSources[String(option.value)] : undefined) ?? option.label
  const toPrepare = list === 'sources' && props.value === 'workloadIdentity' ? identity : undefined
  const notes = [optionDescription(props), toPrepare].filter((text) => text !== undefined)
  return (
    <>
      <div
        role="radiogroup"
        id={props.id}
        className="bsf-radios"
        aria-labelledby={titleIdOf(props.id)}
        {...useAria(
          props.id,
          props.schema.description,
          props.rawErrors,
          notes.length > 0 ? optionIdOf(props.id) : undefined,
        )}
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
            {label(option)}
          </label>
        ))}
      </div>
      {notes.length > 0 ? (
        <div className="bsf-notes" id={optionIdOf(props.id)}>
          {notes.map((text) => (
            <p className="bsf-note" key={text}>
              {text}
            </p>
          ))}
        </div>
      ) : null}
    </>
  )
}
