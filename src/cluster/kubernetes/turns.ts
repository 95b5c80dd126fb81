/** A turn of a long connection. */
export interface Turn {
  /** Aborted when the turn is over: the connection must then be closed. */
  over: AbortSignal
  /** Ends the turn before it is over. */
  end(): void
}

/**
 * Limits long connections: each may only be open during a turn. Each turn costs a watch one of its 60 requests per hour,
 * so turns shorter than a minute leave it without a connection in between.
 */
export interface Turns {
  /** Waits for a turn; rejects with the signal's reason if it is aborted. */
  take(signal?: AbortSignal): Promise<Turn>
}

/** Grants each turn at once, and without an end. */
export const unlimited: Turns = {
  take: async (signal) => {
    signal?.throwIfAborted()
    return { over: new AbortController().signal, end: () => undefined }
  },
}
