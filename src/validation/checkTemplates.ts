import type { Diagnostic } from '../schema/diagnostics.ts'
import { toPointer } from '../base/pointer.ts'
import type { Schema } from '../schema/language.ts'
import { titleAt } from '../schema/schemaAt.ts'
import { visitTexts } from './checkTexts.ts'
import type { Walk } from './walk.ts'

/** Returns whether a value is a template as a whole or in part, such as `{{ .Values.bucket }}` of Helm. */
export function isTemplate(value: unknown): boolean {
  const at = typeof value === 'string' ? value.indexOf('{{') : -1
  return at >= 0 && (value as string).includes('}}', at)
}

/** Returns the warning that a text was not checked because it is a template. */
export function templateWarning(title: string, pointer: string, { checks }: Pick<Walk, 'checks'>): Diagnostic {
  return { code: 'template', severity: 'warning', message: checks.template(title), path: pointer, source: 'advice' }
}

/** Reports the texts that are templates. Only their output can be checked. */
export function checkTemplates(schema: Schema, value: unknown, walk: Walk): void {
  visitTexts(schema, value, walk, (_schema, text, { root, path, found }) => {
    if (isTemplate(text)) found.push(templateWarning(titleAt(root, path), toPointer(path), walk))
  })
}
