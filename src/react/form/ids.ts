/** The ids of a field's description and faults, by the id of its control. */
export function descriptionIdOf(id: string): string {
  return `${id}__about`
}

export function errorIdOf(id: string): string {
  return `${id}__faults`
}

/** `aria-describedby` and `aria-invalid` of a control, naming only what is there. */
export function ariaOf(
  id: string,
  description: string | undefined,
  errors: readonly string[] | undefined,
): { 'aria-describedby'?: string; 'aria-invalid'?: true } {
  const invalid = (errors?.length ?? 0) > 0
  const ids = [...(description ? [descriptionIdOf(id)] : []), ...(invalid ? [errorIdOf(id)] : [])]
  return {
    ...(ids.length > 0 ? { 'aria-describedby': ids.join(' ') } : {}),
    ...(invalid ? { 'aria-invalid': true } : {}),
  }
}
