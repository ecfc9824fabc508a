package dev.sluice.flume.sink;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.flume.ChannelException;
import org.apache.flume.Event;
import org.apache.flume.channel.BasicChannelSemantics;
import org.apache.flume.channel.BasicTransactionSemantics;
import org.apache.flume.event.EventBuilder;

/**
 * A channel whose transactions hold a few events, and which fails when it is told to. Thread-safe:
 * guarded by its monitor.
 */
final class ScriptedChannel extends BasicChannelSemantics {
  private final int mostPerTransaction;
  private final Deque<String> events = new ArrayDeque<>();
  private final List<String> taken = new ArrayList<>();
  private boolean failsTakes;
  private boolean failsCommits;

  ScriptedChannel(int mostPerTransaction) {
    this.mostPerTransaction = mostPerTransaction;
  }

  synchronized void add(String... more) {
    events.addAll(List.of(more));
  }

  synchronized void failTakes(boolean fails) {
    failsTakes = fails;
  }

  synchronized void failCommits(boolean fails) {
    failsCommits = fails;
  }

  /** What is in no transaction. */
  synchronized List<String> left() {
    return List.copyOf(events);
  }

  /** What was taken off, in order. */
  synchronized List<String> taken() {
    return List.copyOf(taken);
  }

  private synchronized String next(int already) {
    if (failsTakes || already == mostPerTransaction) {
      throw new ChannelException(failsTakes ? "broken" : "the transaction is full");
    }
    return events.poll();
  }

  private synchronized void end(Deque<String> own) {
    if (failsCommits) {
      throw new ChannelException("cannot commit");
    }
    taken.addAll(own);
  }

  private synchronized void putBack(Deque<String> own) {
    own.descendingIterator().forEachRemaining(events::addFirst);
  }

  @Override
  protected BasicTransactionSemantics createTransaction() {
    return new Takes();
  }

  private final class Takes extends BasicTransactionSemantics {
    private final Deque<String> own = new ArrayDeque<>();

    @Override
    protected void doPut(Event event) {
      add(new String(event.getBody(), StandardCharsets.UTF_8));
    }

    @Override
    protected Event doTake() {
      String text = next(own.size());
      if (text == null) {
        return null;
      }
      own.add(text);
      return EventBuilder.withBody(text, StandardCharsets.UTF_8);
    }

    @Override
    protected void doCommit() {
      end(own);
    }

    @Override
    protected void doRollback() {
      putBack(own);
    }
  }
}
