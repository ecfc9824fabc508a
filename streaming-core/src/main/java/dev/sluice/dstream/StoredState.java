package dev.sluice.dstream;

import dev.sluice.ledger.Checkpoint.StateFiles;
import dev.sluice.rdd.JobException;
import dev.sluice.state.StateStores;
import dev.sluice.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of an operator as it is stored: the snapshot that is being written, and the versions
 * that were written last, to which changes refer. Thread-safe: guarded by the graph's monitor.
 */
final class StoredState<K, S, R> implements KeyedState {
  private static final int INTERVALS_TO_KEEP_VERSIONS = 10;

  private final KeyedStateOperator<K, S, R> operator;
  private @Nullable HeldState<K, S, R> held;
  private @Nullable Written<K, S> written;

  StoredState(KeyedStateOperator<K, S, R> operator) {
    this.operator = operator;
  }

  /**
   * What was written last. Immutable.
   *
   * @param time the batch
   * @param versions the state of each partition after it
   */
  record Written<K, S>(Time time, List<WrittenVersion<K, S>> versions) {
    Written {
      versions = List.copyOf(versions);
    }
  }

  @Override
  public String id() {
    return operator.id();
  }

  @Override
  public String kind() {
    return operator.storedKind();
  }

  @Override
  public String describe() {
    return operator.describe();
  }

  @Override
  public boolean isMadeAgain() {
    return operator.isMadeAgain();
  }

  @Override
  public Duration slide() {
    return operator.slide();
  }

  @Override
  public Duration checkpointInterval() {
    return operator.checkpointInterval();
  }

  KeyedStateOperator<K, S, R> operator() {
    return operator;
  }

  @Override
  public void restore(StateFiles files, Time asOf, StateStores stores) throws IOException {
    restoreAt(files.orphaned() ? operator.lastOnGrid(asOf) : files.time(), files, stores);
  }

  private void restoreAt(Time time, StateFiles files, StateStores stores) throws IOException {
    requireNotBegun();
    StateReading<K, S, R> reading = new StateReading<>(operator, files, stores.of(id()));
    StateReading.Restored<K, S, R> restored =
        ofJobs("restore the state of " + describe(), reading::run);
    if (restored.keys() != files.keys()) {
      restored.dataset().unpersist();
      throw new IOException(
          "Cannot restore the state of "
              + describe()
              + ": its files are not those of the checkpoint, found "
              + restored.keys()
              + " keys, expected "
              + files.keys());
    }
    synchronized (operator.graph()) {
      requireNotBegun();
      operator.beginWith(time, restored.dataset());
      operator.restored(restored.keys());
      written = restored.versions().map(all -> new Written<>(files.time(), all)).orElse(null);
    }
  }

  private void requireNotBegun() {
    synchronized (operator.graph()) {
      if (operator.hasBegun()) {
        throw new IllegalStateException(
            "Cannot restore the state of " + describe() + ": it has state, expected none so far");
      }
    }
  }

  @Override
  public Optional<StateSnapshot> snapshot(Time batch) {
    synchronized (operator.graph()) {
      if (held != null) {
        throw new IllegalStateException(
            "Cannot hold the state of "
                + describe()
                + " after batch "
                + batch
                + ": that after batch "
                + held.time()
                + " is held, expected it to be closed first");
      }
      Time last = operator.lastOnGrid(operator.historyBegin(batch));
      held = operator.at(last).map(rdd -> new HeldState<>(this, last, rdd)).orElse(null);
      return Optional.ofNullable(held);
    }
  }

  void close(HeldState<K, S, R> snapshot) {
    synchronized (operator.graph()) {
      held = held == snapshot ? null : held;
    }
  }

  boolean isHeld(HeldState<K, S, R> snapshot) {
    synchronized (operator.graph()) {
      return held == snapshot;
    }
  }

  /** The batch whose state is held, if one is. */
  Optional<Time> held() {
    synchronized (operator.graph()) {
      return Optional.ofNullable(held).map(HeldState::time);
    }
  }

  Optional<Written<K, S>> written() {
    synchronized (operator.graph()) {
      return Optional.ofNullable(written);
    }
  }

  void written(Time time, Optional<List<WrittenVersion<K, S>>> versions) {
    synchronized (operator.graph()) {
      written = versions.map(all -> new Written<>(time, all)).orElse(null);
    }
  }

  /** Keeps what was written no longer if nothing is written any more: later versions pile up. */
  void letOldVersionsGo(Time batch) {
    synchronized (operator.graph()) {
      Duration keep = checkpointInterval().multipliedBy(INTERVALS_TO_KEEP_VERSIONS);
      if (held == null && written != null && written.time().isBefore(batch.minus(keep))) {
        written = null;
      }
    }
  }

  /** What jobs made; if their tasks failed, that as the error of what was being done. */
  static <T> T ofJobs(String what, Supplier<T> jobs) throws IOException {
    try {
      return jobs.get();
    } catch (JobException failed) {
      Throwable cause = failed.getCause();
      if (cause == null) {
        throw failed;
      }
      throw new IOException("Cannot " + what + ": " + cause.getMessage(), cause);
    }
  }
}
