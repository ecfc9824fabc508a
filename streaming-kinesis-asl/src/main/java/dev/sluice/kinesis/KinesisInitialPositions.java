package dev.sluice.kinesis;

import java.util.Date;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;

/** Places where a stream can begin. */
public final class KinesisInitialPositions {
  private KinesisInitialPositions() {}

  /**
   * Behind the newest record. A program that ends before its first checkpoint of a shard begins
   * there at the newest record again.
   */
  public record Latest() implements KinesisInitialPosition {
    @Override
    public InitialPositionInStreamExtended toExtended() {
      return InitialPositionInStreamExtended.newInitialPosition(InitialPositionInStream.LATEST);
    }
  }

  /** At the oldest record that Kinesis still has. */
  public record TrimHorizon() implements KinesisInitialPosition {
    @Override
    public InitialPositionInStreamExtended toExtended() {
      return InitialPositionInStreamExtended.newInitialPosition(
          InitialPositionInStream.TRIM_HORIZON);
    }
  }

  /**
   * At the first record that came at a time or later.
   *
   * @param epochMs the time, in milliseconds since 1970 UTC
   */
  @SuppressWarnings("JavaUtilDate") // as programs and the client library have it
  public record AtTimestamp(long epochMs) implements KinesisInitialPosition {
    /** The same with a date. */
    public AtTimestamp(Date timestamp) {
      this(timestamp.getTime());
    }

    @Override
    public InitialPositionInStreamExtended toExtended() {
      return InitialPositionInStreamExtended.newInitialPositionAtTimestamp(new Date(epochMs));
    }
  }

  /**
   * The position that the Kinesis client library calls so.
   *
   * @throws UnsupportedOperationException for {@code AT_TIMESTAMP}, which needs a time
   */
  static KinesisInitialPosition of(InitialPositionInStream position) {
    return switch (position) {
      case LATEST -> new Latest();
      case TRIM_HORIZON -> new TrimHorizon();
      case AT_TIMESTAMP ->
          throw new UnsupportedOperationException(
              "Cannot create a Kinesis stream: the position has no time, found AT_TIMESTAMP,"
                  + " expected KinesisInputDStream.builder() and"
                  + " initialPosition(new KinesisInitialPositions.AtTimestamp(date))");
    };
  }
}
