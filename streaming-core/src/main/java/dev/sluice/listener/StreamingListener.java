package dev.sluice.listener;

/**
 * Is told what happens in a running program; every callback does nothing by default. All callbacks
 * come one after another, in the order of the events, on the thread {@code sluice-listener}. A slow
 * listener delays the other listeners but not the program, which drops events once too many wait.
 * What a callback throws is reported to the program and does not keep the event from other
 * listeners.
 */
public interface StreamingListener {

  /**
   * The program has started.
   *
   * @param event what happened
   */
  default void onStreamingStarted(StreamingEvent.StreamingStarted event) {}

  /**
   * The program has stopped. No callback follows.
   *
   * @param event what happened
   */
  default void onStreamingStopped(StreamingEvent.StreamingStopped event) {}

  /**
   * A receiver has started, for the first time or again.
   *
   * @param event what happened
   */
  default void onReceiverStarted(StreamingEvent.ReceiverStarted event) {}

  /**
   * A receiver has reported an error.
   *
   * @param event what happened
   */
  default void onReceiverError(StreamingEvent.ReceiverError event) {}

  /**
   * A receiver has stopped, for good or to be started again.
   *
   * @param event what happened
   */
  default void onReceiverStopped(StreamingEvent.ReceiverStopped event) {}

  /**
   * A receiver has to wait, as much was received that is not processed yet.
   *
   * @param event what happened
   */
  default void onReceiverSlowed(StreamingEvent.ReceiverSlowed event) {}

  /**
   * A batch waits to be processed.
   *
   * @param event what happened
   */
  default void onBatchSubmitted(StreamingEvent.BatchSubmitted event) {}

  /**
   * The first output operation of a batch begins.
   *
   * @param event what happened
   */
  default void onBatchStarted(StreamingEvent.BatchStarted event) {}

  /**
   * All output operations of a batch have ended, well or badly.
   *
   * @param event what happened
   */
  default void onBatchCompleted(StreamingEvent.BatchCompleted event) {}

  /**
   * An output operation begins.
   *
   * @param event what happened
   */
  default void onOutputOperationStarted(StreamingEvent.OutputOperationStarted event) {}

  /**
   * An output operation has ended, well or badly.
   *
   * @param event what happened
   */
  default void onOutputOperationCompleted(StreamingEvent.OutputOperationCompleted event) {}
}
