/** The ids of what belongs to a field, by the id of its control. */
export function titleIdOf(id: string): string {
  return `${id}__title`
}

export function descriptionIdOf(id: string): string {
  return `${id}__about`
}

export function errorIdOf(id: string): string {
  return `${id}__faults`
}

/** Of the warnings, notes and offers at a field. */
export function notesIdOf(id: string): string {
  return `${id}__notes`
}

/** Of what is said of the list that a field chooses from. */
export function listStatusIdOf(id: string): string {
  return `${id}__list-status`
}

/** Of what comes of the option that is chosen. */
export function optionIdOf(id: string): string {
  return `${id}__option`
}

/** Of the keys that a Secret must have. */
export function keysIdOf(id: string): string {
  return `${id}__keys`
}
