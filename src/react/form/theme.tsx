import type { TemplatesType, WidgetProps } from '@rjsf/utils'
import type { ComponentType, ReactElement } from 'react'
import { useLayoutEffect, useMemo, useRef } from 'react'
import { useAria } from './FieldContext.ts'
import type { FormTheme } from './FormTheme.ts'
import { useFormContext } from './FormContext.ts'
import { optionIdOf, titleIdOf } from './ids.ts'
import { numberRule, toText } from './typedText.ts'
import { useTypedText } from './useTypedText.ts'
import * as inputs from './widgets/inputs.tsx'
import { RegionWidget, useRegions } from './widgets/RegionWidget.tsx'
import { FileWidget, SecretWidget } from './widgets/secrets.tsx'
import { nameOf, SuggestWidget, useSuggestions } from './widgets/SuggestWidget.tsx'

const { OptionDescription, optionDescription, numberKeyboard } = inputs

const own = {
  text: inputs.TextWidget,
  number: inputs.NumberWidget,
  select: inputs.SelectWidget,
  checkbox: inputs.CheckboxWidget,
  options: inputs.OptionsWidget,
  suggest: SuggestWidget,
  vendorRegion: RegionWidget,
  secret: SecretWidget,
  file: FileWidget,
}

type Widget = ComponentType<WidgetProps>

/** The text widget of a theme that has a template for inputs but no text widget. */
const templateWidgets = {
  TextWidget: (props: WidgetProps): ReactElement => {
    const { BaseInputTemplate } = props.registry.templates
    return <BaseInputTemplate {...props} />
  },
}

/** The theme widgets that replace the built-in ones, by built-in name. */
const replaced = {
  text: 'TextWidget',
  number: 'TextWidget',
  select: 'SelectWidget',
  checkbox: 'CheckboxWidget',
  options: 'RadioWidget',
  suggest: 'TextWidget',
  vendorRegion: 'TextWidget',
} as const

/** A theme's control with the built-in label, and with ARIA references to the actual description and errors. */
function ThemedControl({
  Control,
  keyboard,
  ...props
}: WidgetProps & { Control: Widget; keyboard?: 'numeric' | 'decimal' }): ReactElement {
  const host = useRef<HTMLDivElement>(null)
  const explained = optionDescription(props as WidgetProps) !== undefined
  const aria = useAria(
    props.id,
    props.schema.description,
    props.rawErrors,
    explained ? optionIdOf(props.id) : undefined,
  )
  useLayoutEffect(() => {
    const control =
      host.current?.querySelector('[role=combobox], [role=radiogroup]') ??
      host.current?.querySelector(`#${CSS.escape(props.id)}`) ??
      host.current?.querySelector('input, select, textarea')
    if (!control) return
    if (keyboard) control.setAttribute('inputmode', keyboard)
    for (const name of ['aria-describedby', 'aria-invalid'] as const) {
      if (aria[name] === undefined) control.removeAttribute(name)
      else control.setAttribute(name, String(aria[name]))
    }
    if (control.matches('[role=combobox], [role=radiogroup]'))
      control.setAttribute('aria-labelledby', titleIdOf(props.id))
    for (const inner of control.querySelectorAll('input[aria-describedby]')) inner.removeAttribute('aria-describedby')
  })
  const described = { ...props.schema }
  delete described.description
  return (
    <div className="bsf-themed" ref={host}>
      <Control
        {...(props as WidgetProps)}
        schema={described}
        hideLabel
        hideError
        required={false}
        rawErrors={props.rawErrors ?? []}
      />
      {explained ? <OptionDescription {...(props as WidgetProps)} /> : null}
    </div>
  )
}

function themedText(Control: Widget): Widget {
  return function ThemedText(props) {
    return <ThemedControl {...props} Control={Control} value={toText(props.value)} />
  }
}

function themedNumber(Control: Widget): Widget {
  return function ThemedNumber(props) {
    const { text, type, leave } = useTypedText(numberRule(props.schema.type), props.value, props.onChange)
    const schema = { ...props.schema, type: 'string' as const }
    const onBlur: WidgetProps['onBlur'] = (...left) => {
      leave()
      props.onBlur(...left)
    }
    return (
      <ThemedControl
        {...props}
        {...{ Control, schema, onBlur }}
        keyboard={numberKeyboard(props.schema.type)}
        value={text}
        onChange={(next) => type(toText(next))}
      />
    )
  }
}

/** Returns a widget that shows a host's list as suggestions in a text input. A closed list has the built-in cards. */
function themedSuggest(Text: Widget): Widget {
  return function ThemedSuggest(props) {
    const { lists } = useFormContext()
    const list = String(props.options['list'] ?? '')
    const { items } = useSuggestions(list)
    const names = useMemo(() => items.map(nameOf), [items])
    if (lists[list]) return <SuggestWidget {...props} />
    const schema = names.length > 0 ? { ...props.schema, examples: names } : props.schema
    return <ThemedControl {...props} Control={Text} schema={schema} value={toText(props.value)} />
  }
}

function themedRegion(Control: Widget): Widget {
  return function ThemedRegion(props) {
    const examples = useRegions().map(({ value }) => value)
    const schema = examples.length > 0 ? { ...props.schema, examples } : props.schema
    return <ThemedControl {...props} Control={Control} schema={schema} value={toText(props.value)} />
  }
}

function themedOptions(Control: Widget): Widget {
  return function ThemedOptions(props) {
    const { lists, identity } = useFormContext()
    const allowed = lists[String(props.options['list'] ?? '')]?.options
    const enumOptions = (props.options.enumOptions ?? []).filter(
      ({ value }) => !allowed || allowed.some((one) => one.value === String(value)),
    )
    return (
      <>
        <ThemedControl {...props} Control={Control} options={{ ...props.options, enumOptions, inline: true }} />
        {identity && props.value === 'workloadIdentity' ? <p className="bsf-note">{identity}</p> : null}
      </>
    )
  }
}

function themedPlain(Control: Widget): Widget {
  return function ThemedPlain(props) {
    return <ThemedControl {...props} Control={Control} />
  }
}

/** Returns the widgets of a form: the theme's where it has them, otherwise the built-in ones. */
export function widgetsOf(theme: FormTheme | undefined): Record<string, unknown> {
  if (!theme) return own
  const base = templatesOf(theme).BaseInputTemplate ? templateWidgets : {}
  const theirs = { ...base, ...theme.widgets } as Record<string, Widget | undefined>
  const makers: Record<keyof typeof replaced, (control: Widget) => Widget> = {
    text: themedText,
    number: themedNumber,
    select: themedPlain,
    checkbox: themedPlain,
    options: themedOptions,
    vendorRegion: themedRegion,
    suggest: themedSuggest,
  }
  const result: Record<string, unknown> = { ...theirs, ...own }
  for (const [name, theirName] of Object.entries(replaced)) {
    const control = theirs[theirName]
    if (control) result[name] = makers[name as keyof typeof replaced](control)
  }
  return result
}

/** Returns the templates that a theme's widgets use. */
export function templatesOf(theme: FormTheme | undefined): Partial<TemplatesType> {
  const theirs = theme?.templates as Partial<TemplatesType> | undefined
  if (!theirs?.BaseInputTemplate) return {}
  const buttons = { ...theirs.ButtonTemplates } as TemplatesType['ButtonTemplates']
  return { BaseInputTemplate: theirs.BaseInputTemplate, ButtonTemplates: buttons }
}
