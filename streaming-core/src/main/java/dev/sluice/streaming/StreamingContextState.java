package dev.sluice.streaming;

/** How far a {@link StreamingContext} is. */
public enum StreamingContextState {
  /** Streams can be defined; nothing runs. */
  INITIALIZED,
  /** Batches run; nothing can be defined any more. */
  ACTIVE,
  /** Nothing runs any more, for good. */
  STOPPED
}
