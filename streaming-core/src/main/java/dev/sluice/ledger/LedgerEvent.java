package dev.sluice.ledger;

import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.time.Time;
import java.util.Map;

/** Something the driver must not forget. Immutable. */
public sealed interface LedgerEvent {
  /** A receiver's block is stored. */
  record BlockAdded(ReceivedBlock block) implements LedgerEvent {}

  /** A batch got its inputs, by stream id; blocks in them belong to no later batch. */
  record BatchAllocated(Time time, Map<Integer, BatchInput> inputs) implements LedgerEvent {
    /** Copies the inputs. */
    public BatchAllocated {
      inputs = Map.copyOf(inputs);
    }
  }

  /** An output operation of a batch, counted from 0, is done. */
  record OutputDone(Time time, int output) implements LedgerEvent {
    /** Checks the number. */
    public OutputDone {
      requireOutput(output);
    }
  }

  /** All output operations of a batch are done. */
  record BatchDone(Time time) implements LedgerEvent {}

  /** The inputs of the batches up to this time are needed no more. */
  record InputsForgotten(Time upTo) implements LedgerEvent {}

  /**
   * Refuses what counts no output operation.
   *
   * @throws IllegalArgumentException if the number is negative
   */
  static void requireOutput(int output) {
    if (output < 0) {
      throw new IllegalArgumentException(
          "Cannot record an output operation: found number " + output + ", expected 0 or more");
    }
  }
}
