// JSON Forms with its vanilla renderers. They don't have one for objects, so each object becomes a group, as is common.
import { useState } from 'react'
import { JsonForms } from '@jsonforms/react'
import { vanillaCells, vanillaRenderers } from '@jsonforms/vanilla-renderers'
import { initial, schemas } from 'form/flat.js'
import { OfProvider } from './OfProvider.jsx'

function elementsOf(schema, scope = '#') {
  return Object.entries(schema.properties).map(([key, child]) => {
    const own = `${scope}/properties/${key}`
    if (child.type !== 'object') return { type: 'Control', scope: own }
    return { type: 'Group', label: child.title, elements: elementsOf(child, own) }
  })
}

const uischemas = Object.fromEntries(
  Object.entries(schemas).map(([name, schema]) => [name, { type: 'VerticalLayout', elements: elementsOf(schema) }]),
)

function Fields({ provider }) {
  const [data, setData] = useState(initial[provider])
  return (
    <JsonForms
      schema={schemas[provider]}
      uischema={uischemas[provider]}
      data={data}
      renderers={vanillaRenderers}
      cells={vanillaCells}
      onChange={({ data: next }) => setData(next)}
    />
  )
}

export function Contender() {
  return <OfProvider Fields={Fields} />
}
