import ObjectField from '@rjsf/core/lib/components/fields/ObjectField.js'
import PlainSchemaField from '@rjsf/core/lib/components/fields/SchemaField.js'
import type { FieldProps, GlobalFormOptions, Registry, RJSFSchema } from '@rjsf/utils'
import { englishStringTranslator, toFieldPathId } from '@rjsf/utils'
import type { ReactElement } from 'react'
import { useMemo } from 'react'
import type { Form } from '../../core/schema/form.ts'
import { ChoiceField } from './fields/ChoiceField.tsx'
import { KeyValueField } from './fields/KeyValueField.tsx'
import { RowsField } from './fields/RowsField.tsx'
import { WidgetField } from './fields/WidgetField.tsx'
import { WordsField } from './fields/WordsField.tsx'
import { FieldTemplate } from './FieldTemplate.tsx'
import type { FormTheme } from './FormTheme.ts'
import { ObjectFieldTemplate } from './ObjectFieldTemplate.tsx'
import { SchemaField } from './SchemaField.tsx'
import { templatesOf, widgetsOf } from './theme.tsx'

/** What rjsf makes beside a field's control and `FieldTemplate` shows in its own way. */
const Nothing = (): null => null

const fields = {
  SchemaField,
  ObjectField,
  StringField: WidgetField,
  NumberField: WidgetField,
  BooleanField: WidgetField,
  OptionalDataControlsField: Nothing,
  keyValue: KeyValueField,
  choice: ChoiceField,
  rows: RowsField,
  words: WordsField,
}

const templates = {
  FieldTemplate,
  ObjectFieldTemplate,
  DescriptionFieldTemplate: Nothing,
  FieldHelpTemplate: Nothing,
  FieldErrorTemplate: Nothing,
}

/** What rjsf asks of a schema. These schemas are flat: there is no reference and no union to resolve in them. */
const schemaUtils = {
  retrieveSchema: (schema: RJSFSchema) => schema,
  isSelect: () => true,
  getDisplayLabel: () => true,
}

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
 * The fields of a schema, rendered by rjsf's `SchemaField` and `ObjectField` with a registry of our own. rjsf's `Form`, which
 * holds and validates the data, is not needed: the draft holds them, the core validates, and each leaf is connected to the
 * draft by its path.
 */
export function SchemaForm({ schema, uiSchema, idPrefix, theme, disabled, readOnly }: SchemaFormProps): ReactElement {
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
      <PlainSchemaField {...root} />
    </div>
  )
}
