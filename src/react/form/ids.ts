/** Returns the id of a field's title. All functions here take the id of the field's control. */
export function titleIdOf(id: string): string {
  return `${id}__title`
}

export function descriptionIdOf(id: string): string {
  return `${id}__about`
}

export function errorIdOf(id: string): string {
  return `${id}__faults`
}

/** Returns the id of a field's warnings, notes and offers. */
export function notesIdOf(id: string): string {
  return `${id}__notes`
}

/** Returns the id of the status of the list that a field chooses from. */
export function listStatusIdOf(id: string): string {
  return `${id}__list-status`
}

/** Returns the id of the choice among services that fills a field. */
export function serviceIdOf(id: string): string {
  return `${id}__service`
}

/** Returns the id of the selected option's description. */
export function optionIdOf(id: string): string {
  return `${id}__option`
}

/** Returns the id of the list of keys that a Secret must have. */
export function keysIdOf(id: string): string {
  return `${id}__keys`
}
