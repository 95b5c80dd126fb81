import type { Manifest } from '../schema/manifest.ts'
import { renderJson, renderYaml } from '../text/renderText.ts'

/**
 * Prints manifests as text. YAML has a document for each, and quotes strings that YAML 1.1 readers take for booleans or
 * numbers. JSON has a `v1` List unless there is exactly one.
 */
export function stringifyManifests(manifests: readonly Manifest[], format: 'yaml' | 'json'): string {
  if (format === 'yaml') return manifests.map(renderYaml).join('---\n')
  const [first] = manifests
  return renderJson(manifests.length === 1 && first ? first : { apiVersion: 'v1', kind: 'List', items: [...manifests] })
}
