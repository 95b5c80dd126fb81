/** A turn of a long connection. */
export interface Turn {
  /** Aborted when the turn is over and the connection has to close. */
  over: AbortSignal
  /** Ends the turn. */
  end(): void
}

/** Decides when a long connection may be open. */
export interface Turns {
  /** Waits for a turn. Rejects with the signal's reason if it is aborted. */
  take(signal?: AbortSignal): Promise<Turn>
}
