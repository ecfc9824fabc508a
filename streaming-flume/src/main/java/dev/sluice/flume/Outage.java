package dev.sluice.flume;

import java.io.IOException;

/**
 * Whether an agent can be reached: when it cannot any more, that is reported once, whichever of its
 * connections finds out. Thread-safe: guarded by its monitor.
 */
final class Outage {
  private final SinkAddress agent;
  private final FlumeReceiver receiver;
  private boolean isDown;

  Outage(SinkAddress agent, FlumeReceiver receiver) {
    this.agent = agent;
    this.receiver = receiver;
  }

  /** A connection has failed, or could not be made. */
  void begin(IOException why) {
    if (isFirst()) {
      receiver.reportError(
          "Cannot fetch events from the Flume agent at %s, trying on".formatted(agent), why);
    }
  }

  private synchronized boolean isFirst() {
    boolean wasDown = isDown;
    isDown = true;
    return !wasDown;
  }

  /** The agent has answered. */
  synchronized void end() {
    isDown = false;
  }
}
