package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import dev.sluice.engine.LongTaskContext;
import dev.sluice.engine.LongTaskSpec;
import org.jspecify.annotations.Nullable;

/**
 * One launch of a receiver as a long task. It ends normally when the receiver was stopped without
 * an error, when the tracker refused it, or when its thread was interrupted; with the receiver's
 * error otherwise. Immutable but for the receiver.
 *
 * @param receiver what to run; it must not be running
 * @param streamId the input stream it feeds
 * @param epoch which launch for that stream this is, 0 or more, rising with each
 * @param settings how to run it
 * @param logs where received blocks are logged before they are acknowledged; null for nowhere
 */
public record ReceiverTask(
    Receiver<?> receiver,
    int streamId,
    int epoch,
    ReceiverSettings settings,
    @Nullable ReceivedLogs logs)
    implements LongTaskSpec.Body {

  /** A launch without write-ahead log. */
  public ReceiverTask(Receiver<?> receiver, int streamId, int epoch, ReceiverSettings settings) {
    this(receiver, streamId, epoch, settings, null);
  }

  /** The task with the name that its thread bears. */
  public LongTaskSpec spec() {
    return new LongTaskSpec("sluice-receiver-" + streamId, this);
  }

  /** The namespace of the blocks it stores. */
  String blockNamespace() {
    return logs == null
        ? BlockId.inputNamespace(streamId)
        : BlockId.inputNamespace(streamId, logs.run());
  }

  @Override
  public void run(LongTaskContext context) throws Exception {
    ReceiverThread.enter();
    try {
      supervise(context);
    } finally {
      ReceiverThread.leave();
    }
  }

  private void supervise(LongTaskContext context) throws Exception {
    if (logs == null) {
      new ReceiverSupervisor(this, context, null).run();
      return;
    }
    try (ReceivedLogs.Writer log = logs.open(streamId)) {
      new ReceiverSupervisor(this, context, log).run();
    }
  }
}
