package dev.sluice.io;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Where a record is in a {@link RecordLog}. Positions are ordered as the records were appended.
 * Immutable.
 *
 * @param sequence the number of the file, at least 1
 * @param offset where the record's frame begins in the file, in bytes
 * @param length of the record itself, in bytes
 */
public record LogPosition(long sequence, long offset, int length)
    implements Comparable<LogPosition>, Serializable {

  private static final Comparator<LogPosition> ORDER =
      Comparator.comparingLong(LogPosition::sequence).thenComparingLong(LogPosition::offset);

  /** Checks the numbers' ranges. */
  public LogPosition {
    if (sequence < 1 || offset < LogHeader.BYTES || length < 0) {
      throw new IllegalArgumentException(
          "Cannot use a log position: found file %d, offset %d, length %d, expected at least 1, %d, 0"
              .formatted(sequence, offset, length, LogHeader.BYTES));
    }
  }

  @Override
  public int compareTo(LogPosition other) {
    return ORDER.compare(this, other);
  }

  long end() {
    return offset + LogFrames.OVERHEAD + length;
  }
}
