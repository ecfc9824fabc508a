package dev.sluice.listener;

import dev.sluice.time.Time;

/**
 * Something that happened in a running program. Immutable. The events of a batch come in this
 * order: submitted, started, then for each output operation started and completed, completed.
 */
public sealed interface StreamingEvent {

  /**
   * Calls the listener's callback for this kind of event.
   *
   * @param listener who is told
   */
  void deliverTo(StreamingListener listener);

  /**
   * The program has started.
   *
   * @param time when, by the program's clock
   */
  record StreamingStarted(Time time) implements StreamingEvent {
    @Override
    public void deliverTo(StreamingListener listener) {
      listener.onStreamingStarted(this);
    }
  }

  /**
   * The program has stopped. No event follows.
   *
   * @param time when, by the program's clock
   */
  record StreamingStopped(Time time) implements StreamingEvent {
    @Override
    public void deliverTo(StreamingListener listener) {
      listener.onStreamingStopped(this);
    }
  }

  /**
   * A receiver has started, for the first time or again.
   *
   * @param receiverInfo the receiver
   */
  record ReceiverStarted(ReceiverInfo receiverInfo) implements StreamingEvent {
    @Override
    public void deliverTo(StreamingListener listener) {
      listener.onReceiverStarted(this);
    }
  }

  /**
   * A receiver has reported an error.
   *
   * @param receiverInfo the receiver, with the error
   */
  record ReceiverError(ReceiverInfo receiverInfo) implements StreamingEvent {
    @Override
    public void deliverTo(StreamingListener listener) {
      listener.onReceiverError(this);
    }
  }

  /**
   * A receiver has stopped, for good or to be started again.
   *
   * @param receiverInfo the receiver, with the error if one stopped it
   */
  record ReceiverStopped(ReceiverInfo receiverInfo) implements StreamingEvent {
    @Override
    public void deliverTo(StreamingListener listener) {
      listener.onReceiverStopped(this);
    }
  }

  /**
   * A receiver has to wait, as much was received that is not processed yet; posted when that
   * begins, and again only after some batches without waiting.
   *
   * @param receiverInfo the receiver
   * @param unprocessedBytes the bytes of blocks whose batches are not done; if there are none, of
   *     those that windows keep in memory
   * @param maxUnprocessedBytes the bound of these
   */
  record ReceiverSlowed(ReceiverInfo receiverInfo, long unprocessedBytes, long maxUnprocessedBytes)
      implements StreamingEvent {
    @Override
    public void deliverTo(StreamingListener listener) {
      listener.onReceiverSlowed(this);
    }
  }

  /**
   * A batch waits to be processed.
   *
   * @param batchInfo the batch
   */
  record BatchSubmitted(BatchInfo batchInfo) implements StreamingEvent {
    @Override
    public void deliverTo(StreamingListener listener) {
      listener.onBatchSubmitted(this);
    }
  }

  /**
   * The first output operation of a batch begins.
   *
   * @param batchInfo the batch
   */
  record BatchStarted(BatchInfo batchInfo) implements StreamingEvent {
    @Override
    public void deliverTo(StreamingListener listener) {
      listener.onBatchStarted(this);
    }
  }

  /**
   * All output operations of a batch have ended, well or badly.
   *
   * @param batchInfo the batch
   */
  record BatchCompleted(BatchInfo batchInfo) implements StreamingEvent {
    @Override
    public void deliverTo(StreamingListener listener) {
      listener.onBatchCompleted(this);
    }
  }

  /**
   * An output operation begins.
   *
   * @param outputOperationInfo the operation
   */
  record OutputOperationStarted(OutputOperationInfo outputOperationInfo) implements StreamingEvent {
    @Override
    public void deliverTo(StreamingListener listener) {
      listener.onOutputOperationStarted(this);
    }
  }

  /**
   * An output operation has ended, well or badly.
   *
   * @param outputOperationInfo the operation
   */
  record OutputOperationCompleted(OutputOperationInfo outputOperationInfo)
      implements StreamingEvent {
    @Override
    public void deliverTo(StreamingListener listener) {
      listener.onOutputOperationCompleted(this);
    }
  }
}
