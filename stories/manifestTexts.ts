import { stringifyManifests, validateManifests } from 'backupstorage-forms/core'
import type { Diagnostic } from 'backupstorage-forms/core'
import { caseOf } from '../test/fixtures/cases.ts'

const { manifests } = caseOf('azure-guide')

export const yamlText = stringifyManifests(manifests, 'yaml')
export const jsonText = stringifyManifests(manifests, 'json')

/** A text with errors, warnings and notes, and their diagnostics. */
export const faultyText = yamlText
  .replace('deletionPolicy: ', 'deletionPolcy: ')
  .replace(/container: .*/, 'container: Not_A_Container')
  .concat('status: {}\n')

export const faults: readonly Diagnostic[] = validateManifests(faultyText)

/** Returns the manifests followed by a ConfigMap, with 2,000 lines in total. */
export function longText(): string {
  const length = 2000 - yamlText.split('\n').length - 6
  const rows = Array.from({ length }, (_, i) => `  setting-${i}: "value ${i} of a long list"`)
  return `${yamlText}---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n${rows.join('\n')}\n`
}
