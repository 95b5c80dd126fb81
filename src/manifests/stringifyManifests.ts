import type { Manifest } from '../schema/manifest.ts'
import { renderJson, renderYaml } from '../text/renderText.ts'

/**
 * Manifests as text. YAML gives each a document of its own and quotes what YAML 1.1 readers take for booleans or numbers;
 * JSON gives a `v1` List when there is more than one.
 */
export function stringifyManifests(manifests: readonly Manifest[], format: 'yaml' | 'json'): string {
  if (format === 'yaml') return manifests.map(renderYaml).join('---\n')
  const [first] = manifests
  return renderJson(manifests.length === 1 && first ? first : { apiVersion: 'v1', kind: 'List', items: [...manifests] })
}
