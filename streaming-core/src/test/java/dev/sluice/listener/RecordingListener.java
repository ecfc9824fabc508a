package dev.sluice.listener;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps what it is told. Thread-safe: the list is synchronized. */
class RecordingListener implements StreamingListener {

  private final List<StreamingEvent> events = Collections.synchronizedList(new ArrayList<>());

  List<StreamingEvent> events() {
    return List.copyOf(events);
  }

  void received(StreamingEvent event) {
    events.add(event);
  }

  @Override
  public void onStreamingStarted(StreamingEvent.StreamingStarted event) {
    received(event);
  }

  @Override
  public void onStreamingStopped(StreamingEvent.StreamingStopped event) {
    received(event);
  }

  @Override
  public void onReceiverStarted(StreamingEvent.ReceiverStarted event) {
    received(event);
  }

  @Override
  public void onReceiverError(StreamingEvent.ReceiverError event) {
    received(event);
  }

  @Override
  public void onReceiverStopped(StreamingEvent.ReceiverStopped event) {
    received(event);
  }

  @Override
  public void onBatchSubmitted(StreamingEvent.BatchSubmitted event) {
    received(event);
  }

  @Override
  public void onBatchStarted(StreamingEvent.BatchStarted event) {
    received(event);
  }

  @Override
  public void onBatchCompleted(StreamingEvent.BatchCompleted event) {
    received(event);
  }

  @Override
  public void onOutputOperationStarted(StreamingEvent.OutputOperationStarted event) {
    received(event);
  }

  @Override
  public void onOutputOperationCompleted(StreamingEvent.OutputOperationCompleted event) {
    received(event);
  }
}
