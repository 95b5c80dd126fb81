import type { FieldProps, RJSFSchema } from '@rjsf/utils'
import type { ReactElement } from 'react'
import { isObject } from '../../../base/json.ts'
import { useFormContext } from '../FormContext.ts'
import { useAria } from '../FieldContext.ts'
import { optionIdOf, titleIdOf } from '../ids.ts'
import { Framed } from '../ObjectFieldTemplate.tsx'

/** An object with exactly one of its properties: radio buttons for the choice, and the fields of the selected one. */
export function ChoiceField(props: FieldProps): ReactElement {
  const { fieldPathId, formData, schema, uiSchema, registry, rawErrors, disabled, readonly, onBlur } = props
  const { draft } = useFormContext()
  const id = fieldPathId.$id
  const branches = Object.entries(schema.properties ?? {}) as [string, RJSFSchema][]
  const selected = Object.keys(isObject(formData) ? formData : {}).find((key) => schema.properties?.[key])
  const branch = branches.find(([key]) => key === selected)
  const { SchemaField } = registry.fields
  const aria = useAria(
    id,
    schema.description,
    selected === undefined ? rawErrors : [],
    branch?.[1].description ? optionIdOf(id) : undefined,
  )
  return (
    <div className="bsf-choice">
      <div role="radiogroup" aria-labelledby={titleIdOf(id)} className="bsf-radios" {...aria}>
        {branches.map(([key, one]) => (
          <label className="bsf-radio" key={key}>
            <input
              type="radio"
              name={id}
              value={key}
              checked={key === selected}
              disabled={disabled || readonly}
              onChange={() => draft.selectBranch(fieldPathId.path, key)}
              onBlur={() => (selected === undefined ? onBlur(id, undefined) : undefined)}
            />
            {one.title ?? key}
          </label>
        ))}
      </div>
      {branch && SchemaField ? (
        <Framed key={branch[0]}>
          {branch[1].description ? (
            <p className="bsf-option-description" id={optionIdOf(id)}>
              {branch[1].description}
            </p>
          ) : null}
          <SchemaField
            {...props}
            name={branch[0]}
            title={undefined}
            schema={branch[1]}
            uiSchema={(uiSchema?.[branch[0]] ?? {}) as NonNullable<FieldProps['uiSchema']>}
            fieldPathId={{ ...fieldPathId, $id: `${id}_${branch[0]}`, path: [...fieldPathId.path, branch[0]] }}
            errorSchema={{}}
          />
        </Framed>
      ) : null}
    </div>
  )
}
