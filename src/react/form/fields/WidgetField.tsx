import type { FieldProps } from '@rjsf/utils'
import type { ReactElement } from 'react'
import { useCallback } from 'react'
import type { UiSchema } from '../../../schema/form.ts'

/**
 * A field with one widget and no state, for strings, numbers and booleans. (rjsf's own number field keeps the typed
 * text in its state.)
 */
export function WidgetField(props: FieldProps): ReactElement | null {
  const { schema, uiSchema, registry, fieldPathId, formData, onChange, onBlur, onFocus, name } = props
  const {
    'ui:widget': widget = 'text',
    'ui:placeholder': placeholder = '',
    'ui:options': options,
  } = uiSchema as UiSchema
  const Widget = registry.widgets[widget] ?? registry.widgets['text']
  const change = useCallback((value: unknown) => onChange(value, fieldPathId.path), [onChange, fieldPathId.path])
  const enumOptions = schema.oneOf?.map((one) => {
    const option = one as { const?: unknown; title?: string }
    return { value: option.const, label: option.title ?? String(option.const) }
  })
  const words = schema.enum?.map((value) => ({ value, label: String(value) }))
  if (!Widget) return null
  return (
    <Widget
      id={fieldPathId.$id}
      name={name}
      label={schema.title ?? name}
      schema={schema}
      uiSchema={uiSchema ?? {}}
      options={{ ...options, ...((enumOptions ?? words) ? { enumOptions: enumOptions ?? words ?? [] } : {}) }}
      placeholder={placeholder}
      value={formData}
      required={Boolean(props.required)}
      disabled={Boolean(props.disabled)}
      readonly={Boolean(props.readonly)}
      autofocus={Boolean(props.autofocus)}
      rawErrors={props.rawErrors ?? []}
      onChange={change}
      onBlur={onBlur}
      onFocus={onFocus}
      registry={registry}
    />
  )
}
