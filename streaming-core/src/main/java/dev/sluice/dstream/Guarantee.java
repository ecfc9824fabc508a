package dev.sluice.dstream;

import dev.sluice.receiver.AckAfter;

/** What becomes of records when the driver is lost, in the words of the guarantee report. */
public enum Guarantee {
  /** The source can be read again; results are as if nothing had happened. */
  REPLAYABLE("replayable: no loss, each record counts once"),
  /** The source sends again what was not acknowledged. */
  RELIABLE(
      "reliable receiver: received records are lost with the driver, what is not acknowledged comes again"),
  /** Received records live in this process only. */
  UNRELIABLE("unreliable receiver: received records are lost with the driver"),
  /** Records come from this very process. */
  IN_PROCESS("in process: lost with the driver");

  private final String description;

  Guarantee(String description) {
    this.description = description;
  }

  /**
   * A sentence for the report of a program with receivers.
   *
   * @param ackAfter when reliable receivers acknowledge
   * @param logs whether what is received is logged
   */
  public String ofReceiver(AckAfter ackAfter, boolean logs) {
    if (this != RELIABLE || ackAfter == AckAfter.STORED) {
      return logs ? withLog() : description;
    }
    return logs
        ? "reliable receiver, logged, acknowledged once processed: no loss, each record counts at"
            + " least once"
        : "reliable receiver, acknowledged once processed: no loss, each record counts at least once";
  }

  /** A sentence for the report of a program that logs what receivers received. */
  public String withLog() {
    return switch (this) {
      case RELIABLE -> "reliable receiver, logged: no loss, each record counts at least once";
      case UNRELIABLE ->
          "unreliable receiver, logged: what is logged survives the driver, what is buffered is lost";
      case REPLAYABLE, IN_PROCESS -> description;
    };
  }

  /** A sentence for the report. */
  public String description() {
    return description;
  }
}
