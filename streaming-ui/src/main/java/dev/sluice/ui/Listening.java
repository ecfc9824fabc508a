package dev.sluice.ui;

import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events on. A listener that fails would fail the program: who only shows it is rather left
 * out. Confined to the listener thread.
 */
final class Listening implements StreamingListener {
  private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

  private final List<StreamingListener> listeners;
  private boolean failed;

  Listening(StreamingListener... listeners) {
    this.listeners = List.of(listeners);
  }

  private void handOn(StreamingEvent event) {
    for (StreamingListener listener : listeners) {
      try {
        event.deliverTo(listener);
      } catch (RuntimeException e) {
        report(e);
      }
    }
  }

  private void report(RuntimeException failure) {
    if (!failed) {
      failed = true;
      LOG.warn(
          "Cannot note what happened in the program; what is shown of it may be wrong, the program"
              + " goes on",
          failure);
    }
  }

  @Override
  public void onStreamingStarted(StreamingEvent.StreamingStarted event) {
    handOn(event);
  }

  @Override
  public void onStreamingStopped(StreamingEvent.StreamingStopped event) {
    handOn(event);
  }

  @Override
  public void onBatchSubmitted(StreamingEvent.BatchSubmitted event) {
    handOn(event);
  }

  @Override
  public void onBatchStarted(StreamingEvent.BatchStarted event) {
    handOn(event);
  }

  @Override
  public void onBatchCompleted(StreamingEvent.BatchCompleted event) {
    handOn(event);
  }

  @Override
  public void onOutputOperationStarted(StreamingEvent.OutputOperationStarted event) {
    handOn(event);
  }

  @Override
  public void onOutputOperationCompleted(StreamingEvent.OutputOperationCompleted event) {
    handOn(event);
  }
}
