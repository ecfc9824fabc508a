package dev.sluice.testkit;

import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the events of a program. Thread-safe: in a list that is copied when it changes. */
final class RecordedEvents implements StreamingListener {
  private final List<StreamingEvent> events = new CopyOnWriteArrayList<>();

  List<StreamingEvent> all() {
    return List.copyOf(events);
  }

  <E extends StreamingEvent> List<E> of(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The kinds of the events, in short. */
  List<String> kinds() {
    return events.stream().map(event -> event.getClass().getSimpleName()).toList();
  }

  @Override
  public void onStreamingStarted(StreamingEvent.StreamingStarted event) {
    events.add(event);
  }

  @Override
  public void onStreamingStopped(StreamingEvent.StreamingStopped event) {
    events.add(event);
  }

  @Override
  public void onReceiverStarted(StreamingEvent.ReceiverStarted event) {
    events.add(event);
  }

  @Override
  public void onReceiverError(StreamingEvent.ReceiverError event) {
    events.add(event);
  }

  @Override
  public void onReceiverStopped(StreamingEvent.ReceiverStopped event) {
    events.add(event);
  }

  @Override
  public void onBatchSubmitted(StreamingEvent.BatchSubmitted event) {
    events.add(event);
  }

  @Override
  public void onBatchStarted(StreamingEvent.BatchStarted event) {
    events.add(event);
  }

  @Override
  public void onBatchCompleted(StreamingEvent.BatchCompleted event) {
    events.add(event);
  }

  @Override
  public void onOutputOperationStarted(StreamingEvent.OutputOperationStarted event) {
    events.add(event);
  }

  @Override
  public void onOutputOperationCompleted(StreamingEvent.OutputOperationCompleted event) {
    events.add(event);
  }
}
