package dev.sluice.benchmarks.harness;

/**
 * What a contestant's program does to the records of a batch, and which method of {@link Sink} gets
 * the outcome.
 */
public enum Pipeline {
  /** The number of lines that contain the literal: {@link Sink#count}. */
  GREP,
  /** Every word with its count: {@link Sink#word} or {@link Sink#words}. */
  WORD_COUNT,
  /**
   * The ten commonest words of a window that slides by a batch, incrementally: {@link Sink#top}.
   */
  TOP_WORDS,
  /**
   * A running count for each key, each update's new count: {@link Sink#update} or {@link
   * Sink#updates}.
   */
  RUNNING_COUNT,
  /** A running count for each key, all of the state in each batch: {@link Sink#state}. */
  FULL_COUNT;

  /** Whether the records are keys and their counts outlive a batch. */
  public boolean keepsState() {
    return this == RUNNING_COUNT || this == FULL_COUNT;
  }
}
