package dev.sluice.flume;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.flume.Event;
import org.apache.flume.channel.BasicChannelSemantics;
import org.apache.flume.channel.BasicTransactionSemantics;
import org.apache.flume.event.EventBuilder;

/**
 * A channel of an agent that remembers what was taken off it. Thread-safe: guarded by its monitor.
 */
final class ListChannel extends BasicChannelSemantics {
  private final Deque<FlumeEvent> events = new ArrayDeque<>();
  private final List<FlumeEvent> taken = new ArrayList<>();
  private long handedOut;

  synchronized void add(List<FlumeEvent> more) {
    events.addAll(more);
  }

  /** Those whose transactions were committed, in order. */
  synchronized List<FlumeEvent> taken() {
    return List.copyOf(taken);
  }

  /** How many were taken in any transaction, those that were put back and taken again included. */
  synchronized long handedOut() {
    return handedOut;
  }

  private synchronized FlumeEvent next() {
    FlumeEvent event = events.poll();
    if (event != null) {
      handedOut++;
    }
    return event;
  }

  private synchronized void commit(Deque<FlumeEvent> own) {
    taken.addAll(own);
  }

  private synchronized void putBack(Deque<FlumeEvent> own) {
    own.descendingIterator().forEachRemaining(events::addFirst);
  }

  @Override
  protected BasicTransactionSemantics createTransaction() {
    return new Takes();
  }

  private final class Takes extends BasicTransactionSemantics {
    private final Deque<FlumeEvent> own = new ArrayDeque<>();

    @Override
    protected void doPut(Event event) {
      add(List.of(Events.of(new String(event.getBody(), StandardCharsets.UTF_8))));
    }

    @Override
    protected Event doTake() {
      FlumeEvent event = next();
      if (event == null) {
        return null;
      }
      own.add(event);
      return EventBuilder.withBody(event.body(), event.headers());
    }

    @Override
    protected void doCommit() {
      ListChannel.this.commit(own);
    }

    @Override
    protected void doRollback() {
      putBack(own);
    }
  }
}
