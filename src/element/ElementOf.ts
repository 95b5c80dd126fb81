/** An element with its properties, and the events it dispatches, by type. They don't bubble. */
export type ElementOf<Given, Details, Members> = Omit<HTMLElement, 'addEventListener' | 'removeEventListener'> &
  Given &
  Members & {
    addEventListener: Listening<Details>
    removeEventListener: Listening<Details>
  } & HTMLElement

interface Listening<Details> {
  <Type extends keyof Details>(
    type: Type,
    listener: (event: CustomEvent<Details[Type]>) => void,
    options?: boolean | AddEventListenerOptions,
  ): void
}
