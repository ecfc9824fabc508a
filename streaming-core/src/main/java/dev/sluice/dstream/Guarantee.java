package dev.sluice.dstream;

import dev.sluice.receiver.AckAfter;

/** What becomes of records when the driver is lost, in the words of the guarantee report. */
public enum Guarantee {
  /** The source can be read again; results are as if nothing had happened. */
  REPLAYABLE("replayable: no loss, each record counts once"),
  /** The source sends again what was not acknowledged. */
  RELIABLE(
      "reliable receiver: received records are lost with the driver, what is not acknowledged comes again"),
  /** The same, and the source says of each record which one it is. */
  IDENTIFYING(RELIABLE.description),
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
   * @param kept whether progress is kept beyond the process
   */
  public String ofReceiver(AckAfter ackAfter, boolean logs, boolean kept) {
    boolean isReliable = this == RELIABLE || this == IDENTIFYING;
    if (!isReliable) {
      return logs && this == UNRELIABLE
          ? "unreliable receiver, logged: what is logged survives the driver, what is buffered is lost"
          : description;
    }
    if (!logs && ackAfter == AckAfter.STORED) {
      return description;
    }
    String times =
        this == IDENTIFYING && (logs || kept) ? "once within this stream" : "at least once";
    return "reliable receiver"
        + (logs ? ", logged" : "")
        + (ackAfter == AckAfter.PROCESSED ? ", acknowledged once processed" : "")
        + ": no loss, each record counts "
        + times;
  }

  /** A sentence for the report. */
  public String description() {
    return description;
  }
}
