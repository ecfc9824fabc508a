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
    AckAfter ackAfter)
    implements Serializable {

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

  /** Settings under which positions are acknowledged once records are stored. */
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
        AckAfter.STORED);
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
        newAckAfter);
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
  }

  private static void check(String name, Object found, boolean valid, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(
          "Cannot configure receivers: %s is out of range, found %s, expected %s"
              .formatted(name, found, expected));
    }
  }
}
