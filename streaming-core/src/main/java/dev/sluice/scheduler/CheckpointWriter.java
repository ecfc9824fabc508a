package dev.sluice.scheduler;

import dev.sluice.dstream.StateSnapshot;
import dev.sluice.engine.JobOptions;
import dev.sluice.io.LogPosition;
import dev.sluice.ledger.Checkpoint;
import dev.sluice.ledger.Checkpoint.StateFiles;
import dev.sluice.ledger.CheckpointStore;
import dev.sluice.ledger.LedgerSnapshot;
import dev.sluice.state.StateStore;
import dev.sluice.state.StateStores;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Writes a checkpoint that was captured: the state first, then the checkpoint that names it, then
 * deletes what no checkpoint names any more. Confined to the {@code sluice-checkpoint} thread.
 */
final class CheckpointWriter {
  private final CheckpointStore store;
  private final StateStores stores;

  CheckpointWriter(CheckpointStore store, StateStores stores) {
    this.store = store;
    this.stores = stores;
  }

  /**
   * What a checkpoint is to hold, captured on the driver thread.
   *
   * @param states the states to write, by operator id; held until they are written
   * @param before what was written last of each operator, also of those that are gone
   */
  record Capture(
      Time time,
      Time zero,
      Duration batchInterval,
      String appName,
      String factory,
      CompletableFuture<Optional<LogPosition>> ledgerEnd,
      LedgerSnapshot ledger,
      Map<String, StateSnapshot> states,
      Map<String, StateFiles> before) {}

  /**
   * What was written.
   *
   * @param kept the checkpoints there are now, oldest first
   */
  record Written(Checkpoint checkpoint, List<Checkpoint> kept) {}

  Written write(Capture capture) throws Exception {
    Map<String, StateFiles> states = new TreeMap<>();
    capture.before.forEach((id, files) -> states.put(id, files.orphaned(true)));
    for (Map.Entry<String, StateSnapshot> state : capture.states.entrySet()) {
      Optional<StateFiles> last = Optional.ofNullable(capture.before.get(state.getKey()));
      states.put(state.getKey(), write(capture.time, state.getValue(), last));
    }
    Checkpoint checkpoint =
        new Checkpoint(
            capture.time,
            capture.zero,
            capture.batchInterval,
            capture.appName,
            capture.factory,
            capture.ledgerEnd.get(),
            capture.ledger,
            states);
    List<Checkpoint> kept = store.write(checkpoint);
    prune(kept);
    return new Written(checkpoint, kept);
  }

  private StateFiles write(Time time, StateSnapshot state, Optional<StateFiles> last)
      throws Exception {
    return new JobOptions("checkpoint", "checkpoint of batch " + time)
        .call(() -> state.write(stores, last));
  }

  /** Deletes the files of states that no checkpoint names. */
  private void prune(List<Checkpoint> kept) throws Exception {
    Map<String, Set<Time>> named = new TreeMap<>();
    for (Checkpoint checkpoint : kept) {
      checkpoint
          .states()
          .forEach(
              (id, files) ->
                  named.computeIfAbsent(id, any -> new HashSet<>()).addAll(files.chain()));
    }
    for (Map.Entry<String, Set<Time>> state : named.entrySet()) {
      StateStore.prune(store.storage(), state.getKey(), state.getValue());
    }
  }
}
