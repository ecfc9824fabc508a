package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import java.util.List;

/** What the driver's receiver tracker tells a receiver's supervisor. Immutable. */
public sealed interface SupervisorMessage {
  /** The mailbox of a supervisor on an engine's control channel. */
  static String mailbox(int streamId, int epoch) {
    return "receiver-" + streamId + "-" + epoch;
  }

  /**
   * Cut the open block, add all blocks for which there is room, then answer with {@link
   * TrackerMessage.Sealed}.
   */
  record Seal(long batchTimeMs) implements SupervisorMessage {}

  /** Receive at most so many records a second from now on. */
  record UpdateRate(long recordsPerSecond) implements SupervisorMessage {}

  /**
   * Take no more records, add what is buffered, then answer with {@link
   * TrackerMessage.Sealed#LAST}; the receiver itself goes on, to acknowledge.
   */
  record StopTaking() implements SupervisorMessage {}

  /** There is room for a block that awaits it. */
  record Admitted(BlockId block) implements SupervisorMessage {}

  /** Acknowledge the positions of these blocks, as far as nothing before them waits. */
  record Processed(List<BlockId> blocks) implements SupervisorMessage {
    /** Copies the list. */
    public Processed {
      blocks = List.copyOf(blocks);
    }
  }

  /** Nothing is recorded any more of what was processed before the receiver registered. */
  record Forget() implements SupervisorMessage {}

  /** Blocks of an earlier process are not awaited any more; what came of them is as if new. */
  record StopRefilling() implements SupervisorMessage {}

  /** Stop the receiver, store what is buffered, deregister and end. */
  record Stop(String reason) implements SupervisorMessage {}
}
