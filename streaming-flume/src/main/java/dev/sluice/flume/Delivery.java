package dev.sluice.flume;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Events that came together and are answered together, once each of them is acknowledged or the
 * receiver has given them up. Thread-safe: its counter and its future are; the ids are confined to
 * the thread that stores the events.
 */
final class Delivery implements EventPosition {
  private static final long POSITION_BYTES = 16;

  private final String agent;
  private final List<FlumeEvent> events;
  private final AtomicInteger open;
  private final List<String> ids = new ArrayList<>();
  private final CompletableFuture<Boolean> outcome = new CompletableFuture<>();

  /**
   * Events that are to be stored.
   *
   * @param agent where they are from
   */
  Delivery(String agent, List<FlumeEvent> events) {
    this.agent = agent;
    this.events = events;
    this.open = new AtomicInteger(events.size());
    if (events.isEmpty()) {
      outcome.complete(true);
    }
  }

  String agent() {
    return agent;
  }

  List<FlumeEvent> events() {
    return events;
  }

  /** An event of it is known by this. */
  void add(String id) {
    ids.add(id);
  }

  /** What its events are known by, as far as they were stored. */
  List<String> ids() {
    return Collections.unmodifiableList(ids);
  }

  /** One event more is acknowledged. */
  void acknowledged() {
    if (open.decrementAndGet() == 0) {
      outcome.complete(true);
    }
  }

  /** It is not waited for any more; without effect if it is acknowledged. */
  void giveUp() {
    outcome.complete(false);
  }

  /** Whether all is acknowledged. */
  boolean isAcknowledged() {
    return outcome.getNow(false);
  }

  /** Waits until all is acknowledged, or it is given up; whether it is acknowledged. */
  boolean await() {
    return outcome.join();
  }

  @Override
  public long sizeBytes() {
    return POSITION_BYTES;
  }
}
