package dev.sluice.kafka.client;

/**
 * Which offsets of a partition the brokers have. Immutable.
 *
 * @param earliest the first
 * @param latest the one after the last that may be read: with {@code read_committed}, that of the
 *     first transaction that is open
 * @param end the one after the last
 */
public record Bounds(long earliest, long latest, long end) {
  /** For messages. */
  public String available() {
    return "%d until %d".formatted(earliest, end);
  }
}
