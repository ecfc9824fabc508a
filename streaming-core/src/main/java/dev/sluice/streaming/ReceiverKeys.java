package dev.sluice.streaming;

import dev.sluice.receiver.AckAfter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The settings of what receivers promise; part of {@link ConfKeys#all}. Immutable. */
public final class ReceiverKeys {

  /** When reliable receivers acknowledge what they have received. */
  public static final ConfKey<AckAfter> ACK_AFTER =
      ConfKey.oneOf(
              "streaming.receiver.ackAfter",
              AckAfter.class,
              "When a reliable receiver acknowledges records to its source: as soon as they are"
                  + " stored, or once the batch that has them is processed, so that without a"
                  + " write-ahead log nothing is lost with the driver. The source then has to allow"
                  + " as many unacknowledged records as a batch should have.")
          .withDefault("stored");

  /** How long a restarted program waits for records that are to come again. */
  public static final ConfKey<Duration> REFILL_TIMEOUT =
      ConfKeys.positive(
              ConfKey.duration(
                  "streaming.receiver.refillTimeout",
                  ChronoUnit.MILLIS,
                  "After a crash without write-ahead log, with ackAfter=processed and receivers whose"
                      + " positions identify records: how long batches wait for the source to send again"
                      + " the next block of what they need. Then they go on without what is missing, and"
                      + " it counts as new if it comes later."))
          .withDefault("1min");

  static final List<ConfKey<?>> ALL = List.of(ACK_AFTER, REFILL_TIMEOUT);

  private ReceiverKeys() {}
}
