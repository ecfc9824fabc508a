package dev.sluice.dstream;

import dev.sluice.ledger.Checkpoint.StateFiles;
import dev.sluice.state.StateStores;
import java.io.IOException;
import java.util.Optional;

/** The state of an operator after a batch, held until this is closed. Thread-safe. */
public interface StateSnapshot extends AutoCloseable {
  /**
   * Writes the state: what has changed since it was written last if that is known and worth it,
   * else a full image. Waits for jobs of the engine; an interrupt cancels them.
   *
   * @param last what was written last and is still there, if there is such a thing
   * @return all files that hold the state; if {@code last} is of the same batch, itself
   * @throws IOException if a file cannot be written; the files of {@code last} are still good
   * @throws dev.sluice.rdd.JobException if the state cannot be computed, or a job was cancelled
   * @throws IllegalStateException if this is closed
   */
  StateFiles write(StateStores stores, Optional<StateFiles> last) throws IOException;

  /** Lets the state go; idempotent. */
  @Override
  void close();
}
