package dev.sluice.recovery;

import dev.sluice.streaming.StreamingConf;

/** How a program keeps messages from being lost. */
public enum Keeping {
  /** It logs them, then acknowledges them: each counts once. */
  LOGGED,
  /**
   * It acknowledges them when they are in the sink. A batch that was cut off after the sink's
   * commit runs again with the same messages, which the broker sends again: each counts once.
   */
  PROCESSED;

  /** Sets a program up so. */
  public StreamingConf set(StreamingConf conf) {
    return switch (this) {
      case LOGGED ->
          conf.set("streaming.receiver.writeAheadLog.enable", "true")
              .set("streaming.receiver.writeAheadLog.rollingIntervalSecs", "1");
      case PROCESSED -> conf.set("streaming.receiver.ackAfter", "processed");
    };
  }
}
