package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keeps the events of a program. Thread-safe: guarded by its monitor. */
final class RecordedEvents implements StreamingListener {
  private final List<StreamingEvent> events = new ArrayList<>();

  synchronized List<StreamingEvent> all() {
    return List.copyOf(events);
  }

  synchronized <E extends StreamingEvent> List<E> of(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The kinds of the events, in short. */
  synchronized List<String> kinds() {
    return events.stream().map(event -> event.getClass().getSimpleName()).toList();
  }

  /** Waits until there are so many events of a kind. */
  synchronized void await(Class<? extends StreamingEvent> kind, int count)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Threads.PATIENCE_S);
    while (of(kind).size() < count) {
      long left = end - System.nanoTime();
      assertThat(left).as("time left to wait for " + kind).isPositive();
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private synchronized void add(StreamingEvent event) {
    events.add(event);
    notifyAll();
  }

  @Override
  public void onStreamingStarted(StreamingEvent.StreamingStarted event) {
    add(event);
  }

  @Override
  public void onStreamingStopped(StreamingEvent.StreamingStopped event) {
    add(event);
  }

  @Override
  public void onReceiverStarted(StreamingEvent.ReceiverStarted event) {
    add(event);
  }

  @Override
  public void onReceiverError(StreamingEvent.ReceiverError event) {
    add(event);
  }

  @Override
  public void onReceiverStopped(StreamingEvent.ReceiverStopped event) {
    add(event);
  }

  @Override
  public void onReceiverSlowed(StreamingEvent.ReceiverSlowed event) {
    add(event);
  }

  @Override
  public void onBatchSubmitted(StreamingEvent.BatchSubmitted event) {
    add(event);
  }

  @Override
  public void onBatchStarted(StreamingEvent.BatchStarted event) {
    add(event);
  }

  @Override
  public void onBatchCompleted(StreamingEvent.BatchCompleted event) {
    add(event);
  }

  @Override
  public void onOutputOperationStarted(StreamingEvent.OutputOperationStarted event) {
    add(event);
  }

  @Override
  public void onOutputOperationCompleted(StreamingEvent.OutputOperationCompleted event) {
    add(event);
  }
}
