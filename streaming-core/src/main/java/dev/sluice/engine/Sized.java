package dev.sluice.engine;

/**
 * A record that knows how much memory it takes, such as one that holds the whole state of a
 * partition. Block stores ask it instead of serializing it to find out.
 */
public interface Sized {
  /** An estimate of the memory this record takes, in bytes; must be cheap. */
  long sizeBytes();
}
