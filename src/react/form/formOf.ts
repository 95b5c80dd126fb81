import { providerForms, resourceForm } from '../../generated/forms.ts'
import { backupStorage, builtinProviders } from '../../core/builtin.ts'
import type { Provider } from '../../core/provider.ts'
import type { Resource } from '../../core/resource.ts'
import type { Form } from '../../core/schema/form.ts'
import { toForm } from '../../core/schema/form.ts'
import type { Schema } from '../../core/schema/language.ts'

const made = new WeakMap<object, Form>()

/** The form of a provider's part: generated for those of this package, made once for those of a host. */
function providerForm(provider: Provider): Form {
  const generated = builtinProviders.includes(provider) ? providerForms[provider.name] : undefined
  if (generated) return generated
  let form = made.get(provider)
  if (!form) made.set(provider, (form = toForm({ type: 'object', properties: provider.schema.properties })))
  return form
}

function ofResource(resource: Resource): Form {
  if (resource === backupStorage) return resourceForm
  let form = made.get(resource)
  if (!form) made.set(resource, (form = toForm(resource.schema)))
  return form
}

/** One flat schema and its uiSchema for a resource with one provider; no union of providers reaches rjsf. */
export function formOf(resource: Resource, provider: Provider | undefined): Form {
  const common = ofResource(resource)
  const { backend, ...others } = common.schema.properties ?? {}
  const own = provider ? providerForm(provider) : undefined
  const parts: Record<string, Schema> = {}
  for (const part of ['auth', 'spec']) {
    parts[part] = own?.schema.properties?.[part] ?? { type: 'object', properties: {} }
  }
  const { title: _title, ...root } = common.schema
  const schema = {
    ...root,
    properties: { ...others, backend: { ...backend, properties: { ...backend?.properties, ...parts } } },
  }
  const uiBackend = { ...(common.uiSchema['backend'] as object), auth: {}, spec: {}, ...own?.uiSchema }
  return { schema, uiSchema: { ...common.uiSchema, backend: uiBackend } }
}
