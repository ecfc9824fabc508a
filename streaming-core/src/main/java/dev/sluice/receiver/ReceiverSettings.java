package dev.sluice.receiver;

import java.io.Serializable;
import java.time.Duration;

/**
 * How receivers run. Immutable.
 *
 * @param blockInterval how long a block stays open at most
 * @param blockQueueSize how many closed blocks may wait to be stored before receivers are held
 * @param maxBlockRecords a block that has so many records is closed early
 * @param maxRate records a second that one block generator takes at most; 0 or less for no limit
 * @param initialRate the limit before the first rate update; 0 or less for {@code maxRate}
 * @param restartDelay the wait before the first restart of a receiver that failed
 * @param maxRestartDelay the bound of that wait, which doubles with each failure in a row
 * @param blockStoreTimeout how long a supervisor waits for a reply of the receiver tracker, above
 *     all for the one that says that the ledger has a block; measured in real time, because it only
 *     guards against a peer that is gone
 * @param ackAfter when the positions of reliable receivers are acknowledged
 * @param bufferBytes about how many bytes one block generator holds at most; {@link #UNBOUNDED} if
 *     what receivers take is not bounded in bytes, so that they do not ask for room
 */
public record ReceiverSettings(
    Duration blockInterval,
    int blockQueueSize,
    int maxBlockRecords,
    long maxRate,
    long initialRate,
    Duration restartDelay,
    Duration maxRestartDelay,
    Duration blockStoreTimeout,
    AckAfter ackAfter,
    long bufferBytes)
    implements Serializable {
  /** No bound in bytes. */
  public static final long UNBOUNDED = Long.MAX_VALUE;

  /** No rate limit; the other values as documented for the configuration keys. */
  public static final ReceiverSettings DEFAULTS =
      new ReceiverSettings(
          Duration.ofMillis(200),
          10,
          64 * 1024,
          0,
          0,
          Duration.ofSeconds(2),
          Duration.ofMinutes(1),
          Duration.ofSeconds(30));

  /** Settings under which positions are acknowledged once records are stored, without bound. */
  public ReceiverSettings(
      Duration blockInterval,
      int blockQueueSize,
      int maxBlockRecords,
      long maxRate,
      long initialRate,
      Duration restartDelay,
      Duration maxRestartDelay,
      Duration blockStoreTimeout) {
    this(
        blockInterval,
        blockQueueSize,
        maxBlockRecords,
        maxRate,
        initialRate,
        restartDelay,
        maxRestartDelay,
        blockStoreTimeout,
        AckAfter.STORED,
        UNBOUNDED);
  }

  /** The same, acknowledging at another time. */
  public ReceiverSettings with(AckAfter newAckAfter) {
    return new ReceiverSettings(
        blockInterval,
        blockQueueSize,
        maxBlockRecords,
        maxRate,
        initialRate,
        restartDelay,
        maxRestartDelay,
        blockStoreTimeout,
        newAckAfter,
        bufferBytes);
  }

  /** The same, with another bound of what a block generator holds. */
  public ReceiverSettings withBufferBytes(long newBufferBytes) {
    return new ReceiverSettings(
        blockInterval,
        blockQueueSize,
        maxBlockRecords,
        maxRate,
        initialRate,
        restartDelay,
        maxRestartDelay,
        blockStoreTimeout,
        ackAfter,
        newBufferBytes);
  }

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public ReceiverSettings {
    check("blockInterval", blockInterval, blockInterval.toMillis() > 0, "at least 1 ms");
    check("blockQueueSize", blockQueueSize, blockQueueSize > 0, "at least 1");
    check("maxBlockRecords", maxBlockRecords, maxBlockRecords > 0, "at least 1");
    check("restartDelay", restartDelay, !restartDelay.isNegative(), "0 or more");
    check(
        "maxRestartDelay",
        maxRestartDelay,
        maxRestartDelay.compareTo(restartDelay) >= 0,
        "at least restartDelay, " + restartDelay);
    check(
        "blockStoreTimeout", blockStoreTimeout, blockStoreTimeout.toMillis() > 0, "at least 1 ms");
    check("bufferBytes", bufferBytes, bufferBytes > 0, "at least 1");
  }

  /** Whether what receivers take is bounded in bytes. */
  boolean isBounded() {
    return bufferBytes < UNBOUNDED;
  }

  /** About how many bytes make a block full: of four such, one is open and one is pushed. */
  long maxBlockBytes() {
    return isBounded() ? Math.max(1, bufferBytes / 4) : UNBOUNDED;
  }

  /** About how many bytes the closed blocks of a generator have that wait. */
  long maxQueuedBytes() {
    return isBounded() ? Math.max(1, bufferBytes / 2) : UNBOUNDED;
  }

  private static void check(String name, Object found, boolean valid, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(
          "Cannot configure receivers: %s is out of range, found %s, expected %s"
              .formatted(name, found, expected));
    }
  }
}
