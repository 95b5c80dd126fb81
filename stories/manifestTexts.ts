import { stringifyManifests, validateManifests } from 'backupstorage-forms/core'
import type { Diagnostic } from 'backupstorage-forms/core'
import { caseOf } from '../test/fixtures/cases.ts'

const { manifests } = caseOf('azure-guide')

export const yamlText = stringifyManifests(manifests, 'yaml')
export const jsonText = stringifyManifests(manifests, 'json')

/** A text with faults of each severity, and what the checks say of them. */
export const faultyText = yamlText
  .replace('deletionPolicy: ', 'deletionPolcy: ')
  .replace(/container: .*/, 'container: Not_A_Container')
  .concat('status: {}\n')

export const faults: readonly Diagnostic[] = validateManifests(faultyText)

/** The manifests with a ConfigMap behind them that makes a text of 2,000 lines. */
export function longText(): string {
  const length = 2000 - yamlText.split('\n').length - 6
  const rows = Array.from({ length }, (_, i) => `  setting-${i}: "value ${i} of a long list"`)
  return `${yamlText}---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n${rows.join('\n')}\n`
}
