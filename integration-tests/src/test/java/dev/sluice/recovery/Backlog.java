package dev.sluice.recovery;

import java.util.BitSet;
import java.util.stream.Collectors;

/**
 * Messages numbered from 1 on, each kept until it is acknowledged. Thread-safe: guarded by its
 * monitor.
 */
final class Backlog {
  private final BitSet acknowledged = new BitSet();
  private int produced;
  private long sent;
  private boolean ended;

  synchronized void produce(int messages) {
    if (!ended) {
      produced += messages;
      notifyAll();
    }
  }

  /** No more messages are produced. */
  synchronized void end() {
    ended = true;
  }

  /** Waits for a message after another one that is not acknowledged; counts it as sent. */
  synchronized int awaitNext(int last) throws InterruptedException {
    int next = acknowledged.nextClearBit(last + 1);
    while (next > produced) {
      wait();
      next = acknowledged.nextClearBit(last + 1);
    }
    sent++;
    return next;
  }

  synchronized void acknowledge(int id) {
    if (id < 1 || id > produced) {
      throw new IllegalArgumentException("Cannot acknowledge " + id + ": found 1 to " + produced);
    }
    acknowledged.set(id);
  }

  /** Answers "produced", "acknowledged", "sent", "ids" (of those acknowledged) and "end". */
  synchronized String answer(String question) {
    return switch (question) {
      case "produced" -> Integer.toString(produced);
      case "acknowledged" -> Integer.toString(acknowledged.cardinality());
      case "sent" -> Long.toString(sent);
      case "ids" ->
          acknowledged.stream().mapToObj(Integer::toString).collect(Collectors.joining(" "));
      case "end" -> {
        end();
        yield "ended";
      }
      default -> throw new IllegalArgumentException("Cannot answer \"" + question + "\"");
    };
  }
}
