import { providerForms, resourceForm } from '../../generated/forms.ts'
import { backupStorage, builtinProviders } from '../../schema/builtin.ts'
import type { Options } from '../../context/options.ts'
import { findProvider } from '../../context/options.ts'
import type { Provider } from '../../schema/provider.ts'
import type { Resource } from '../../schema/resource.ts'
import type { Form } from '../../schema/form.ts'
import { toForm } from '../../schema/form.ts'
import type { Schema, Section } from '../../schema/language.ts'
import { translate } from '../../schema/translate.ts'

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

/** A form with its texts in another language. The titles of sections are texts of the schema that they belong to. */
function translateForm({ schema, uiSchema }: Form, texts: Readonly<Record<string, string>>, name: string): Form {
  function sections(ui: Form['uiSchema'], path: readonly string[]): Form['uiSchema'] {
    return Object.fromEntries(
      Object.entries(ui).map(([key, child]) => {
        if (key === 'ui:options') {
          const options = child as { sections?: readonly (string | Section)[] }
          const named = options.sections && translate(options.sections, texts, name, [...path, 'x-sections'])
          return [key, named ? { ...options, sections: named } : options]
        }
        const isField = !key.startsWith('ui:') && typeof child === 'object'
        return [key, isField ? sections(child as Form['uiSchema'], [...path, 'properties', key]) : child]
      }),
    )
  }
  return { schema: translate(schema, texts, name), uiSchema: sections(uiSchema, []) }
}

/** One flat schema and its uiSchema for a resource with one provider; no union of providers reaches rjsf. */
export function formOf(options: Options, providerName: string): Form {
  const { resource = backupStorage, providers = builtinProviders } = options
  const texts = options.messages?.texts
  const provider = findProvider({ providers }, providerName)
  const common = texts ? translateForm(ofResource(resource), texts, resource.kind) : ofResource(resource)
  const { backend, ...others } = common.schema.properties ?? {}
  const plain = provider && providerForm(provider)
  const own = plain && texts ? translateForm(plain, texts, providerName) : plain
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
