// uniforms with its JSON Schema bridge, its unstyled fields and ajv, with checks on each change.
import { useState } from 'react'
import Ajv from 'ajv'
import { JSONSchemaBridge } from 'uniforms-bridge-json-schema'
import { AutoForm } from 'uniforms-unstyled'
import { initial, schemas } from 'form/flat.js'
import { OfProvider } from './OfProvider.jsx'

const ajv = new Ajv({ allErrors: true, strict: false })
const made = {}

function bridgeOf(provider) {
  if (!made[provider]) {
    const schema = schemas[provider]
    const validate = ajv.compile(schema)
    const validator = (model) => (validate(model) ? null : { details: validate.errors })
    made[provider] = new JSONSchemaBridge({ schema, validator })
  }
  return made[provider]
}

function Fields({ provider }) {
  const [model, setModel] = useState(initial[provider])
  return <AutoForm schema={bridgeOf(provider)} model={model} onChangeModel={setModel} validate="onChange" />
}

export function Contender() {
  return <OfProvider Fields={Fields} />
}
