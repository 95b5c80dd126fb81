// Typical rjsf: one schema with a union of the providers, compiled in the page by ajv, and checks on each change.
import { useState } from 'react'
import Form from '@rjsf/core'
import validator from '@rjsf/validator-ajv8'
import { initial, schema } from 'form/union.js'

export function Contender() {
  const [data, setData] = useState(initial)
  return (
    <Form
      schema={schema}
      validator={validator}
      formData={data}
      onChange={({ formData }) => setData(formData)}
      liveValidate
    />
  )
}
