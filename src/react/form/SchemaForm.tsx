import type { FieldProps, GlobalFormOptions, Registry, RJSFSchema } from '@rjsf/utils'
import type { ReactElement } from 'react'
import { memo, useMemo } from 'react'
import type { Form } from '../../schema/form.ts'
import { ChoiceField } from './fields/ChoiceField.tsx'
import { KeyValueField } from './fields/KeyValueField.tsx'
import { LinesField } from './fields/LinesField.tsx'
import { RowsField } from './fields/RowsField.tsx'
import { ServiceField } from './fields/ServiceField.tsx'
import { WidgetField } from './fields/WidgetField.tsx'
import type { FormTheme } from './FormTheme.ts'
import { ObjectField, toFieldPathId } from './ObjectField.tsx'
import { ObjectFieldTemplate } from './ObjectFieldTemplate.tsx'
import { SchemaField } from './SchemaField.tsx'
import { templatesOf, widgetsOf } from './theme.tsx'

/** The rjsf fields, by their name in the uiSchema; `widget` shows a single value. */
const fields = {
  SchemaField,
  widget: WidgetField,
  keyValue: KeyValueField,
  choice: ChoiceField,
  rows: RowsField,
  lines: LinesField,
  vendors: ServiceField,
}

const templates = { ObjectFieldTemplate }

/** The schema utilities that rjsf needs. These schemas are flat, without references or unions to resolve. */
const schemaUtils = { retrieveSchema: (schema: RJSFSchema) => schema }

/** Fills the parameters `%1`, `%2`, … into an English string of rjsf, for the widgets of a theme. */
const translateString = (text: string, parameters: readonly string[] = []): string =>
  parameters.reduce((filled, parameter, index) => filled.replace(`%${index + 1}`, () => parameter), text)

const noData = {}
const ignore = (): void => {}

export interface SchemaFormProps extends Form {
  /** The prefix of all control ids. */
  idPrefix: string
  theme: FormTheme | undefined
  disabled: boolean
  readOnly: boolean
}

/**
 * The fields of a schema, by rjsf's contract: a registry of fields, templates and widgets, and a uiSchema. The draft
 * holds the values, the core validates them, and each leaf connects to the draft by its path.
 */
export const SchemaForm = memo(function SchemaForm({
  schema,
  uiSchema,
  idPrefix,
  theme,
  disabled,
  readOnly,
}: SchemaFormProps): ReactElement {
  const registry = useMemo(() => {
    const globalFormOptions: GlobalFormOptions = {
      idPrefix,
      idSeparator: '_',
      useFallbackUiForUnsupportedType: false,
    }
    return {
      fields,
      templates: { ...templatesOf(theme), ...templates },
      widgets: widgetsOf(theme),
      rootSchema: schema,
      formContext: {},
      schemaUtils,
      translateString,
      globalFormOptions,
      uiSchemaDefinitions: {},
    } as unknown as Registry
  }, [schema, idPrefix, theme])
  const root = {
    name: '',
    schema,
    uiSchema,
    fieldPathId: toFieldPathId([], registry.globalFormOptions),
    formData: noData,
    errorSchema: noData,
    onChange: ignore,
    onBlur: ignore,
    onFocus: ignore,
    registry,
    disabled,
    readonly: readOnly,
  } as unknown as FieldProps
  return (
    <div className="bsf-body">
      <ObjectField {...root} />
    </div>
  )
})
