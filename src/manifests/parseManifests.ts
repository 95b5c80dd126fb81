import type { Diagnostic } from '../schema/diagnostics.ts'
import type { Manifest } from '../schema/manifest.ts'
import type { Options } from '../context/options.ts'
import { readText } from './readText.ts'

/**
 * Parses a text into manifests: YAML of one or more documents, JSON, or a List of either. Values are read as kubectl
 * reads them, by YAML 1.1: `yes` is true and `010` is 8, with a warning where YAML 1.2 differs. Syntax errors become
 * diagnostics with ranges. Text of more than 4 Mi characters is rejected. Never throws.
 */
export function parseManifests(
  text: string,
  options?: Pick<Options, 'messages'>,
): { manifests: Manifest[]; diagnostics: Diagnostic[] } {
  const { manifests, diagnostics, yaml11Errors, warnings } = readText(text, options)
  return {
    manifests: manifests.map(({ manifest }) => manifest),
    diagnostics: [...diagnostics, ...yaml11Errors, ...warnings.map(({ diagnostic }) => diagnostic)],
  }
}
