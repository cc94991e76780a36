package campus.server.runtime;

/** The health of the server. */
enum Health {
  UP,
  /** The database is reachable, but read-only. */
  READ_ONLY,
  /** The database is unavailable. */
  DOWN,
  /** Starting or stopping. */
  OUT_OF_SERVICE
}
