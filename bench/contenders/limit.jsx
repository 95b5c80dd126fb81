// The limit: code written by hand for just this form. An input is rendered only if its own value or error changes. Each
// change checks all values, with checks compiled in advance.
import { memo, useCallback, useMemo, useState } from 'react'
import { initial, schemas } from 'form/flat.js'
import * as validators from 'form/validators.js'
import { OfProvider } from './OfProvider.jsx'

function fieldsOf(schema, path = [], required = false) {
  if (schema.type !== 'object') return [{ path, pointer: `/${path.join('/')}`, schema, required }]
  return Object.entries(schema.properties).flatMap(([key, child]) =>
    fieldsOf(child, [...path, key], schema.required?.includes(key)),
  )
}

function valueAt(values, path) {
  return path.reduce((value, key) => value?.[key], values)
}

function withValue(values, [key, ...rest], value) {
  return { ...values, [key]: rest.length === 0 ? value : withValue(values?.[key], rest, value) }
}

/** Returns a message for each pointer. The error of a missing field gets the field's own pointer. */
function check(validate, values) {
  const messages = {}
  if (validate(values)) return messages
  for (const { instancePath, params, message } of validate.errors) {
    const pointer = params.missingProperty === undefined ? instancePath : `${instancePath}/${params.missingProperty}`
    messages[pointer] ??= message
  }
  return messages
}

const Field = memo(function Field({ field, value, error, onChange }) {
  const { schema, pointer, path, required } = field
  const [left, setLeft] = useState(false)
  const shown = left ? error : undefined
  const errorId = `${pointer}-error`
  const common = {
    id: pointer,
    'aria-describedby': shown ? errorId : undefined,
    'aria-invalid': shown ? true : undefined,
    onBlur: () => setLeft(true),
  }
  return (
    <div>
      <label htmlFor={pointer}>
        {schema.title}
        {required ? '*' : ''}
      </label>
      {schema.enum ? (
        <select {...common} value={value ?? ''} onChange={(event) => onChange(path, event.target.value)}>
          {required ? null : <option value="">–</option>}
          {schema.enum.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      ) : schema.type === 'boolean' ? (
        <input
          {...common}
          type="checkbox"
          checked={value ?? false}
          onChange={(event) => onChange(path, event.target.checked)}
        />
      ) : (
        <input
          {...common}
          type={schema.type === 'integer' ? 'number' : 'text'}
          value={value ?? ''}
          onChange={({ target }) => onChange(path, schema.type === 'integer' ? target.valueAsNumber : target.value)}
        />
      )}
      {schema.description ? <p>{schema.description}</p> : null}
      {shown ? <p id={errorId}>{shown}</p> : null}
    </div>
  )
})

function Fields({ provider }) {
  const fields = useMemo(() => fieldsOf(schemas[provider]), [provider])
  const [values, setValues] = useState(initial[provider])
  const errors = useMemo(() => check(validators[provider], values), [provider, values])
  const change = useCallback((path, value) => setValues((now) => withValue(now, path, value)), [])
  return (
    <form>
      {fields.map((field) => (
        <Field
          key={field.pointer}
          field={field}
          value={valueAt(values, field.path)}
          error={errors[field.pointer]}
          onChange={change}
        />
      ))}
    </form>
  )
}

export function Contender() {
  return <OfProvider Fields={Fields} />
}
