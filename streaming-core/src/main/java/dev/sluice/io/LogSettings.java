package dev.sluice.io;

import dev.sluice.time.Durations;
import java.io.Serializable;
import java.time.Duration;

/**
 * How a {@link RecordLog} is kept. Immutable.
 *
 * @param kind what the records are, 1 to 8 visible ASCII characters; a log opens as its own kind
 *     only
 * @param maxFileBytes a file that is as long gets no more records; 1 to 1 GiB
 * @param maxFileAge nor does one that was begun so long ago
 * @param maxRecordBytes the longest record; 0 to 1 GiB
 * @param maxPendingBytes how many bytes of records, with their frames, may wait to be written
 *     before appending blocks; a record that is longer waits alone; 1 to 1 GiB
 * @param maxFailures after how many failed writes in a row the log gives up, at least 1
 */
public record LogSettings(
    String kind,
    int maxFileBytes,
    Duration maxFileAge,
    int maxRecordBytes,
    int maxPendingBytes,
    int maxFailures)
    implements Serializable {

  private static final int MIB = 1 << 20;
  private static final int GIB = 1 << 30;

  /** Checks the numbers' ranges. */
  public LogSettings {
    if (!kind.matches("[!-~]{1,8}")) {
      throw new IllegalArgumentException(
          "Cannot use the kind of a log: found \"%s\", expected 1 to 8 visible ASCII characters"
              .formatted(kind));
    }
    requireRange("maxFileBytes", maxFileBytes, 1, GIB);
    Durations.requireWholePositive("maxFileAge", maxFileAge);
    requireRange("maxRecordBytes", maxRecordBytes, 0, GIB);
    requireRange("maxPendingBytes", maxPendingBytes, 1, GIB);
    requireRange("maxFailures", maxFailures, 1, Integer.MAX_VALUE);
  }

  private static void requireRange(String name, int found, int least, int most) {
    if (found < least || found > most) {
      throw new IllegalArgumentException(
          "Cannot use %s: found %d, expected %d to %d".formatted(name, found, least, most));
    }
  }

  /** Files of 64 MiB or 1 h, records up to 64 MiB, 8 MiB pending, 3 failures. */
  public static LogSettings of(String kind) {
    return new LogSettings(kind, 64 * MIB, Duration.ofHours(1), 64 * MIB, 8 * MIB, 3);
  }

  /** The same but for the length of files. */
  public LogSettings withMaxFileBytes(int bytes) {
    return new LogSettings(kind, bytes, maxFileAge, maxRecordBytes, maxPendingBytes, maxFailures);
  }

  /** The same but for the age of files. */
  public LogSettings withMaxFileAge(Duration age) {
    return new LogSettings(kind, maxFileBytes, age, maxRecordBytes, maxPendingBytes, maxFailures);
  }

  /** The same but for the longest record. */
  public LogSettings withMaxRecordBytes(int bytes) {
    return new LogSettings(kind, maxFileBytes, maxFileAge, bytes, maxPendingBytes, maxFailures);
  }

  /** The same but for the bytes that may wait. */
  public LogSettings withMaxPendingBytes(int bytes) {
    return new LogSettings(kind, maxFileBytes, maxFileAge, maxRecordBytes, bytes, maxFailures);
  }

  /** The same but for the number of failures. */
  public LogSettings withMaxFailures(int failures) {
    return new LogSettings(
        kind, maxFileBytes, maxFileAge, maxRecordBytes, maxPendingBytes, failures);
  }
}
