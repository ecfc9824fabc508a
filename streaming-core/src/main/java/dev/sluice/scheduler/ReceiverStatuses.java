package dev.sluice.scheduler;

import dev.sluice.ledger.BatchInput;
import dev.sluice.ledger.Ledger;
import dev.sluice.monitor.ReceiverStatus;
import dev.sluice.monitor.ReceiverStatus.State;
import dev.sluice.receiver.AckAfter;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.time.Time;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Describes receivers to people. Confined to the driver thread. */
final class ReceiverStatuses {
  private final TrackedReceivers receivers;
  private final Ledger ledger;
  private final ProcessedBatches processed;
  private final FlowControl flow;
  private final AckAfter ackAfter;

  ReceiverStatuses(
      TrackedReceivers receivers,
      Ledger ledger,
      ProcessedBatches processed,
      FlowControl flow,
      AckAfter ackAfter) {
    this.receivers = receivers;
    this.ledger = ledger;
    this.processed = processed;
    this.flow = flow;
    this.ackAfter = ackAfter;
  }

  /**
   * All receivers, in the order of their streams.
   *
   * @param stopping whether those that ended stay so
   */
  List<ReceiverStatus> take(boolean stopping) {
    return receivers.all().stream().map(receiver -> status(receiver, stopping)).toList();
  }

  private ReceiverStatus status(TrackedReceiver receiver, boolean stopping) {
    int stream = receiver.streamId();
    List<ReceivedBlock> blocks = ledger.waitingBlocks(stream);
    return new ReceiverStatus(
        receiver.info(),
        state(receiver, stopping),
        blocks.size(),
        blocks.stream().mapToLong(ReceivedBlock::bytes).sum(),
        flow.isSlowed(stream),
        flow.limit(stream),
        receiver.isReliable() ? Optional.of(ackAfter) : Optional.empty(),
        receiver.isReliable() && ackAfter == AckAfter.PROCESSED
            ? oldestUnacknowledged(stream)
            : Optional.empty());
  }

  private static State state(TrackedReceiver receiver, boolean stopping) {
    if (receiver.isActive()) {
      return State.ACTIVE;
    }
    if (stopping) {
      return State.STOPPED;
    }
    return receiver.hasStarted() ? State.RESTARTING : State.STARTING;
  }

  private Optional<Time> oldestUnacknowledged(int stream) {
    Stream<Time> undone =
        ledger.undone().stream()
            .filter(
                time -> ledger.input(time, stream).map(ReceiverStatuses::hasBlocks).orElse(false));
    return Stream.concat(undone.limit(1), processed.oldest(stream).stream()).min(Time::compareTo);
  }

  private static boolean hasBlocks(BatchInput input) {
    return !input.blocks().isEmpty();
  }
}
