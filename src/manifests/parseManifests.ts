import type { Diagnostic } from '../schema/diagnostics.ts'
import type { Manifest } from '../schema/manifest.ts'
import type { Options } from '../context/options.ts'
import { readText } from './readText.ts'

/**
 * Reads a text into manifests: YAML of one or many documents, JSON, or a `v1` List of either. What cannot be read gives
 * diagnostics with their places; it never throws, and text over 4 MiB is refused.
 */
export function parseManifests(
  text: string,
  options?: Pick<Options, 'messages'>,
): { manifests: Manifest[]; diagnostics: Diagnostic[] } {
  const { manifests, diagnostics } = readText(text, options)
  return { manifests: manifests.map(({ manifest }) => manifest), diagnostics }
}
