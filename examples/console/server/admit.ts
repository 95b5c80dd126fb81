import { mutate, validate } from './admission.ts'
import type { Cluster } from './cluster.ts'
import { checkFinalizers } from './finalizers.ts'
import { checkName } from './names.ts'
import { type JsonObject, type StoredObject, isObject, stringAt } from './objects.ts'
import { type Resource, apiVersionOf, backupStorageResource } from './resources.ts'
import { check, withDefaults } from './schema.ts'
import { type Cause, invalid } from './status.ts'

/** Applies defaults, webhook and validation, in the order of the API server. */
export function admit(cluster: Cluster, resource: Resource, object: JsonObject, old?: StoredObject): StoredObject {
  const asked = cluster.webhook && resource === backupStorageResource
  const defaulted = withDefaults(resource.prepare?.(object) ?? object, resource.schema) as JsonObject
  const mutated = asked ? mutate(defaulted) : defaulted
  const metadata = isObject(mutated.metadata) ? mutated.metadata : {}
  const name = stringAt(metadata, 'name')
  const causes = [
    ...checkName(metadata, resource.hasShortNames === true),
    ...(old === undefined ? [] : checkFinalizers(metadata, old)),
    ...checkFields(mutated, resource),
    ...(resource.check?.(mutated) ?? []),
    ...(old === undefined ? [] : (resource.checkUpdate?.(mutated, old) ?? [])),
  ]
  if (causes.length > 0) throw invalid(resource, name, causes)
  const admitted: StoredObject = {
    ...mutated,
    apiVersion: apiVersionOf(resource),
    kind: resource.kind,
    metadata: { ...metadata, name },
  }
  if (asked) validate(admitted, cluster.store.list(resource, ''), old)
  return admitted
}

function checkFields(object: JsonObject, resource: Resource): Cause[] {
  return Object.entries(resource.schema.properties ?? {}).flatMap(([key, schema]) => {
    const value = object[key]
    return value === undefined ? [] : check(value, schema, key)
  })
}
