package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import java.util.Map;

/** What a receiver's supervisor tells the driver's receiver tracker. Immutable. */
public sealed interface TrackerMessage {
  /** The mailbox of the tracker on an engine's control channel. */
  String MAILBOX = "receiver-tracker";

  /** The input stream that speaks. */
  int streamId();

  /** Which launch of the receiver speaks; the tracker refuses those of earlier launches. */
  int epoch();

  /** A receiver is about to start; the {@link TrackerReply} says whether it may. */
  record Register(int streamId, int epoch, String receiverType, String host)
      implements TrackerMessage {}

  /**
   * A receiver stopped, for good or to start again after a while; {@code error} is a stack trace,
   * or empty when nothing failed. In the latter case its blocks may still come.
   */
  record Deregister(int streamId, int epoch, String message, String error)
      implements TrackerMessage {}

  /**
   * Something failed; {@code error} is a stack trace, or empty. This alone does not stop the
   * receiver.
   */
  record ReportError(int streamId, int epoch, String message, String error)
      implements TrackerMessage {}

  /** A block was stored; the {@link TrackerReply} says whether the ledger has it. */
  record AddBlock(int streamId, int epoch, ReceivedBlock block) implements TrackerMessage {}

  /**
   * A block of an earlier process was stored again as it was; the {@link TrackerReply} says whether
   * batches have it.
   */
  record Refilled(int streamId, int epoch, ReceivedBlock block) implements TrackerMessage {}

  /**
   * Asks whether a block of about so many bytes may be stored; if the {@link TrackerReply} says no,
   * {@link SupervisorMessage.Admitted} says when. The room is the block's until it is added.
   */
  record AskRoom(int streamId, int epoch, BlockId block, long bytes) implements TrackerMessage {}

  /** A block that has or awaits room will not be added. */
  record GiveRoomBack(int streamId, int epoch, BlockId block) implements TrackerMessage {}

  /** Asks for the positions of the stream's blocks in the ledger, {@link RecordedPositions}. */
  record AskRecorded(int streamId, int epoch) implements TrackerMessage {}

  /**
   * Everything received before {@link SupervisorMessage.Seal} arrived has been added but for what
   * waits for room, or a {@link ReportError} says what could not be.
   *
   * @param batchTimeMs the batch time of the seal that is answered, or {@link #AT_END} or {@link
   *     #LAST}
   * @param counts what the receiver counted since the last such message, such as skipped lines, by
   *     name
   */
  record Sealed(int streamId, int epoch, long batchTimeMs, Map<String, Long> counts)
      implements TrackerMessage {
    /** Instead of a batch time: the last counts of a supervisor that ends. */
    public static final long AT_END = -1;

    /** Instead of a batch time: nothing will be added any more, although the receiver goes on. */
    public static final long LAST = -2;

    /** Copies the counts. */
    public Sealed {
      counts = Map.copyOf(counts);
    }
  }
}
