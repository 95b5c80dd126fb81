import { isSecret } from './findStorage.ts'
import { mergeManifests } from './mergeManifests.ts'
import { readText } from './readText.ts'
import { stringifyManifests } from './stringifyManifests.ts'

/**
 * The text without its Secrets, for a place that must not hold any: everything else stays byte for byte in YAML, and JSON
 * is written anew. A text that cannot be read gives an empty one.
 */
export function withoutSecrets(text: string, format: 'yaml' | 'json'): string {
  const { manifests, parses } = readText(text)
  if (!parses) return ''
  const all = manifests.map(({ manifest }) => manifest)
  const others = all.filter((one) => !isSecret(one))
  if (others.length === all.length) return text
  return format === 'json' || others.length === 0 ? stringifyManifests(others, format) : mergeManifests(text, others)
}
