package dev.sluice.ledger;

import dev.sluice.engine.BlockId;
import dev.sluice.io.Bytes;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.time.Time;
import java.util.List;
import java.util.Map;

/** Something the driver must not forget. Immutable. */
public sealed interface LedgerEvent {
  /**
   * The program has an input stream that it had not before; the number is its own for ever.
   *
   * @param streamId the number
   * @param name what the stream is found by when the program starts again
   * @param origin what its source needs to know of its first start; empty for nothing
   */
  record StreamAdded(int streamId, String name, Bytes origin) implements LedgerEvent {
    void requireApartFrom(StreamAdded other) {
      if (streamId == other.streamId || name.equals(other.name)) {
        throw new IllegalStateException(
            "Cannot add stream %d, %s: found stream %d, %s, expected a number and a name of its own"
                .formatted(streamId, name, other.streamId, other.name));
      }
    }
  }

  /** A receiver's block is stored. */
  record BlockAdded(ReceivedBlock block) implements LedgerEvent {}

  /** A batch got its inputs, by stream id; blocks in them belong to no later batch. */
  record BatchAllocated(Time time, Map<Integer, BatchInput> inputs) implements LedgerEvent {
    /** Copies the inputs. */
    public BatchAllocated {
      inputs = Map.copyOf(inputs);
    }
  }

  /** An output operation of a batch, named by its id, is done. */
  record OutputDone(Time time, String output) implements LedgerEvent {}

  /** All output operations of a batch are done. */
  record BatchDone(Time time) implements LedgerEvent {}

  /**
   * A driver began, and received blocks that no log has ended with the one before: their records
   * are to be received again, but for those of batches that are done up to a time.
   *
   * @param after blocks of later batches count as lost even if the batch is done
   * @param repeated batches that are not done and lack such blocks now: all their outputs run again
   */
  record InputsLost(Time after, List<Time> repeated) implements LedgerEvent {
    /** Copies the list. */
    public InputsLost {
      repeated = List.copyOf(repeated);
    }
  }

  /**
   * Blocks that batches had are lost: their source was to send them again and did not.
   *
   * @param blocks no batch has them any more
   * @param repeated the batches with such blocks that are not done: all their outputs run again
   */
  record BlocksLost(List<BlockId> blocks, List<Time> repeated) implements LedgerEvent {
    /** Copies the lists. */
    public BlocksLost {
      blocks = List.copyOf(blocks);
      repeated = List.copyOf(repeated);
    }
  }

  /** The inputs of the batches up to this time are needed no more. */
  record InputsForgotten(Time upTo) implements LedgerEvent {}
}
