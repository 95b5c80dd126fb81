// rjsf with the schema of one provider at a time, and checks compiled in advance.
import { useState } from 'react'
import Form from '@rjsf/core'
import { createPrecompiledValidator } from '@rjsf/validator-ajv8'
import { initial, schemas } from 'form/flat.js'
import { validators } from 'form/rjsfValidators.js'
import { OfProvider } from './OfProvider.jsx'

const made = {}

function validatorOf(provider) {
  const { default: compiled, ...named } = validators[provider]
  return (made[provider] ??= createPrecompiledValidator(compiled ?? named, schemas[provider]))
}

function Fields({ provider }) {
  const [data, setData] = useState(initial[provider])
  return (
    <Form
      schema={schemas[provider]}
      validator={validatorOf(provider)}
      formData={data}
      onChange={({ formData }) => setData(formData)}
      liveValidate
    />
  )
}

export function Contender() {
  return <OfProvider Fields={Fields} />
}
