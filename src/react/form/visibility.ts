import type { DraftState } from '../../draft/state.ts'
import type { Path } from '../../base/pointer.ts'
import { getAt, toPointer } from '../../base/pointer.ts'
import type { UiSchema } from '../../schema/form.ts'
import type { FormContextValue } from './FormContext.ts'
import { holds } from '../../schema/language.ts'

/** The context that decides whether a field is shown, besides the values. */
export type Shown = Pick<FormContextValue, 'lists' | 'secretFields' | 'hidden'>

/** Returns whether the host doesn't hide the field and, for radio buttons, there is a choice of two or more. */
function isOffered(pointer: string, uiSchema: UiSchema | undefined, { hidden, lists }: Shown): boolean {
  if (hidden.has(pointer)) return false
  return uiSchema?.['ui:widget'] !== 'options' || (lists[uiSchema['ui:options']?.list ?? '']?.options.length ?? 0) >= 2
}

/**
 * Returns whether a field is shown. Fields of a Secret need a new Secret, and deprecated fields need a value. The
 * condition `when` must hold. So must `show`, unless the field has a value, which would be kept.
 */
export function isFieldShown(
  { values }: DraftState,
  path: Path,
  uiSchema: UiSchema | undefined,
  context: Shown,
): boolean {
  const { when, show, deprecated } = uiSchema?.['ui:options'] ?? {}
  const pointer = toPointer(path)
  if (!isOffered(pointer, uiSchema, context)) return false
  if (values.backend.credentials.source !== 'new' && context.secretFields.has(pointer)) return false
  if (deprecated && getAt(values, path) === undefined) return false
  if (!when && !show) return true
  const siblings = getAt(values, path.slice(0, -1))
  if (!holds(when, siblings)) return false
  return holds(show, siblings) || getAt(values, path) !== undefined
}

/** Returns whether a field is shown for all values. */
export function isAlwaysShown(path: Path, uiSchema: UiSchema | undefined, context: Shown): boolean {
  const { when, show, deprecated } = uiSchema?.['ui:options'] ?? {}
  const pointer = toPointer(path)
  if (when || show || deprecated || context.secretFields.has(pointer)) return false
  return isOffered(pointer, uiSchema, context)
}

/** Returns whether a pointer equals another or is inside it. */
export function isWithin(pointer: string, parent: string): boolean {
  return pointer === parent || pointer.startsWith(parent + '/')
}
