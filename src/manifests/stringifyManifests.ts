import type { JsonObject } from '../base/json.ts'
import { isObject } from '../base/json.ts'
import type { Manifest } from '../schema/manifest.ts'
import { renderJson, renderYaml } from '../text/renderText.ts'

/** Returns the objects among manifests as JSON data. Throws for data that JSON can't hold. */
function plainObjects(manifests: unknown): JsonObject[] {
  try {
    const data: unknown = JSON.parse(JSON.stringify(manifests ?? []))
    return Array.isArray(data) ? data.filter(isObject as (one: unknown) => one is JsonObject) : []
  } catch {
    throw new Error(
      'backupstorage-forms: The manifests are not plain JSON data. Remove BigInt values and circular references.',
    )
  }
}

/**
 * Prints manifests as text. YAML has a document for each, and quotes strings that YAML 1.1 readers take for booleans or
 * numbers. JSON has a `v1` List unless there is exactly one. Throws for data that JSON can't hold, such as a BigInt.
 */
export function stringifyManifests(manifests: readonly Manifest[], format: 'yaml' | 'json'): string {
  const all = plainObjects(manifests)
  if (format === 'yaml') return all.map(renderYaml).join('---\n')
  const [first] = all
  return renderJson(all.length === 1 && first ? first : { apiVersion: 'v1', kind: 'List', items: all })
}
