package dev.sluice.dstream;

import dev.sluice.ledger.Checkpoint.StateFiles;
import dev.sluice.state.StateStores;
import dev.sluice.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The state of an operator that outlives the process: {@code updateStateByKey}, {@code
 * mapWithState} or a window with an inverse function. Thread-safe.
 */
public interface KeyedState {
  /** The operator's id, the same after a restart. */
  String id();

  /** The kind of operator, such as {@code mapWithState}. */
  String kind();

  /** Whether it is made again of recorded inputs where it is not found. */
  boolean isMadeAgain();

  /** What the operator is, for messages. */
  String describe();

  /** How often there is another state. */
  Duration slide();

  /** How often the state is to be written. */
  Duration checkpointInterval();

  /**
   * Makes what the files hold the state as of {@link StateFiles#time()}, whatever number of
   * partitions it was written with; of a state that no operator had, as of the checkpoint: what
   * came in between is not in it. To be called after the graph was started and before the first
   * batch; waits for jobs of the engine.
   *
   * @param asOf the time of the checkpoint
   * @throws IOException if a file is missing, damaged or of a newer version; the message names the
   *     operator and the file. Then there is no state
   * @throws IllegalStateException if there is state already
   */
  void restore(StateFiles files, Time asOf, StateStores stores) throws IOException;

  /**
   * Holds the state after a batch, or the last one before it that has a state of its own, so that
   * it can be written while others go on. To be called before a later batch is forgotten.
   *
   * @return empty if the operator has no state at that time
   * @throws IllegalStateException if the last snapshot is not closed
   */
  Optional<StateSnapshot> snapshot(Time batch);
}
