import ObjectField from '@rjsf/core/lib/components/fields/ObjectField.js'
import type { FieldProps, GlobalFormOptions, Registry, RJSFSchema } from '@rjsf/utils'
import { englishStringTranslator, toFieldPathId } from '@rjsf/utils'
import type { ReactElement } from 'react'
import { memo, useMemo } from 'react'
import type { Form } from '../../schema/form.ts'
import { ChoiceField } from './fields/ChoiceField.tsx'
import { KeyValueField } from './fields/KeyValueField.tsx'
import { RowsField } from './fields/RowsField.tsx'
import { WidgetField } from './fields/WidgetField.tsx'
import { WordsField } from './fields/WordsField.tsx'
import type { FormTheme } from './FormTheme.ts'
import { ObjectFieldTemplate } from './ObjectFieldTemplate.tsx'
import { SchemaField } from './SchemaField.tsx'
import { templatesOf, widgetsOf } from './theme.tsx'

/** The fields of values, by what the uiSchema calls them; `widget` is that of one value. */
const fields = {
  SchemaField,
  widget: WidgetField,
  keyValue: KeyValueField,
  choice: ChoiceField,
  rows: RowsField,
  words: WordsField,
}

const templates = { ObjectFieldTemplate }

/** What rjsf asks of a schema. These schemas are flat: there is no reference and no union to resolve in them. */
const schemaUtils = { retrieveSchema: (schema: RJSFSchema) => schema }

const noData = {}
const ignore = (): void => {}

export interface SchemaFormProps extends Form {
  /** Stands before the ids of all controls. */
  idPrefix: string
  theme: FormTheme | undefined
  disabled: boolean
  readOnly: boolean
}

/**
 * The fields of a schema, rendered by rjsf's `ObjectField` with a registry of our own. rjsf's `Form`, which holds and
 * validates the data, is not needed: the draft holds them, the core validates, and each leaf is connected to the draft by its
 * path. Nor is its `SchemaField`: what that reads of schemas is not in these, and React passes through all that stands around
 * a field at each key.
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
      translateString: englishStringTranslator,
      globalFormOptions,
      uiSchemaDefinitions: {},
    } as unknown as Registry
  }, [schema, idPrefix, theme])
  const root = {
    name: '',
    schema,
    uiSchema,
    fieldPathId: toFieldPathId('', registry.globalFormOptions),
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
