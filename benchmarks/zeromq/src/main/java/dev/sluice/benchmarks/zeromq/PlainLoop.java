package dev.sluice.benchmarks.zeromq;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** Receives and counts, nothing else. Immutable. */
record PlainLoop() implements Taker {
  private static final int AT_ONCE = 1_000;

  @Override
  public String name() {
    return "plain-loop";
  }

  @Override
  public boolean isReliable() {
    return false;
  }

  @Override
  public void take(String address, Tally tally) {
    try (ZMQ.Context context = ZMQ.context(1);
        ZMQ.Socket socket = context.socket(SocketType.PULL)) {
      socket.bind(address);
      long taken = 0;
      boolean full = false;
      while (!full) {
        if (socket.recv() != null) {
          tally.comes();
          taken++;
        }
        if (taken == AT_ONCE) {
          full = tally.add(taken);
          taken = 0;
        }
      }
    }
  }
}
