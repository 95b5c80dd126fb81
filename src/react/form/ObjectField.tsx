import type { FieldPathId, FieldProps, GlobalFormOptions } from '@rjsf/utils'
import type { ReactElement } from 'react'
import { memo, useMemo } from 'react'
import type { Path } from '../../base/pointer.ts'

/** Returns the path of a field with its id in rjsf's format. */
export function toFieldPathId(path: Path, { idPrefix, idSeparator }: GlobalFormOptions): FieldPathId {
  return { path: [...path], $id: [idPrefix, ...path].join(idSeparator) }
}

const ignore = (): void => {}
const plain = {}

const Property = memo(function Property(props: FieldProps): ReactElement | null {
  const { name, fieldPathId: parent, registry } = props
  const { globalFormOptions, fields } = registry
  const fieldPathId = useMemo(
    () => toFieldPathId([...parent.path, name], globalFormOptions),
    [parent, name, globalFormOptions],
  )
  const { SchemaField } = fields
  return SchemaField ? <SchemaField {...props} fieldPathId={fieldPathId} /> : null
})

/**
 * The fields of an object, rendered by the registry's `SchemaField` and laid out by its `ObjectFieldTemplate`. It
 * covers the part of rjsf's `ObjectField` that these schemas need: no additional properties and no optional data
 * controls.
 */
export function ObjectField(props: FieldProps): ReactElement {
  const { schema, uiSchema = {}, fieldPathId, registry, name, disabled = false, readonly = false } = props
  const { formData, errorSchema, onChange, onBlur, onFocus, required = false } = props
  const { ObjectFieldTemplate: Template } = registry.templates
  const properties = Object.entries(schema.properties ?? {}).map(([key, child]) => ({
    name: key,
    content: (
      <Property
        key={key}
        name={key}
        schema={typeof child === 'object' ? child : {}}
        uiSchema={uiSchema[key] ?? plain}
        required={schema.required?.includes(key) === true}
        {...{ fieldPathId, registry, disabled, readonly, formData, onChange, onBlur, onFocus }}
        {...(errorSchema && { errorSchema })}
      />
    ),
    disabled,
    readonly,
    hidden: false,
  }))
  return (
    <Template
      title={schema.title ?? name}
      description={schema.description ?? ''}
      onAddProperty={ignore}
      {...{ properties, schema, uiSchema, fieldPathId, registry, disabled, readonly, required, formData }}
      {...(errorSchema && { errorSchema })}
    />
  )
}
