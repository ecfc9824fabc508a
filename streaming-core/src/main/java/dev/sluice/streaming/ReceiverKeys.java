package dev.sluice.streaming;

import dev.sluice.receiver.AckAfter;
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

  static final List<ConfKey<?>> ALL = List.of(ACK_AFTER);

  private ReceiverKeys() {}
}
