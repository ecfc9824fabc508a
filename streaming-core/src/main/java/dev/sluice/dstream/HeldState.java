package dev.sluice.dstream;

import dev.sluice.dstream.StoredState.Written;
import dev.sluice.ledger.Checkpoint.StateFiles;
import dev.sluice.rdd.RDD;
import dev.sluice.state.StateChange;
import dev.sluice.state.StateMap;
import dev.sluice.state.StateStore;
import dev.sluice.state.StateStores;
import dev.sluice.time.Time;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The state of one batch while it is held and written: all partitions in the same way, as changes
 * or as full images. Thread-safe: immutable.
 *
 * @param <K> the keys
 * @param <S> the states
 * @param <R> what the operator keeps of a partition
 */
final class HeldState<K, S, R> implements StateSnapshot {
  private static final int LONGEST_CHAIN = 1000;

  private final StoredState<K, S, R> state;
  private final Time time;
  private final RDD<R> dataset;
  private final StateForm<K, S, R> form;

  HeldState(StoredState<K, S, R> state, Time time, RDD<R> dataset) {
    this.state = state;
    this.time = time;
    this.dataset = dataset;
    this.form = state.operator().form();
  }

  /** What a task wrote of its partition. Immutable. */
  private record Part<K, S>(long keys, long entries, Optional<WrittenVersion<K, S>> version) {}

  Time time() {
    return time;
  }

  @Override
  public StateFiles write(StateStores stores, Optional<StateFiles> last) throws IOException {
    if (!state.isHeld(this)) {
      throw new IllegalStateException(
          "Cannot write the state of " + state.describe() + ": the snapshot is closed");
    }
    Optional<StateFiles> same = last.filter(files -> files.kind().equals(state.kind()));
    if (same.isPresent() && same.get().time().equals(time)) {
      return same.get().orphaned(false);
    }
    StateStore store = stores.of(state.id());
    return StoredState.ofJobs(
        "write the state of " + state.describe() + " after batch " + time,
        () -> {
          state.operator().graph().waiting(time).forEach(HeldState::compute);
          return same.flatMap(files -> changes(files, store)).orElseGet(() -> image(store));
        });
  }

  private static <T> void compute(RDD<T> waiting) {
    waiting.foreach(record -> {});
  }

  private Optional<StateFiles> changes(StateFiles last, StateStore store) {
    Optional<List<WrittenVersion<K, S>>> versions =
        state.written().filter(written -> isOf(written, last)).map(Written::versions);
    if (versions.isEmpty() || !isWorthIt(last, versions.get())) {
      return Optional.empty();
    }
    List<Optional<Part<K, S>>> written = writeChanges(versions.get(), store);
    if (written.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    List<Part<K, S>> parts = written.stream().flatMap(Optional::stream).toList();
    List<Time> chain = new ArrayList<>(last.chain());
    chain.add(time);
    return Optional.of(files(parts, last.entries(), chain));
  }

  private boolean isOf(Written<K, S> written, StateFiles last) {
    return written.time().equals(last.time())
        && last.time().isBefore(time)
        && last.chain().size() < LONGEST_CHAIN
        && written.versions().size() == last.partitions()
        && dataset.partitions() == last.partitions();
  }

  /** Whether all files would still have at most twice as many entries as there are keys. */
  private boolean isWorthIt(StateFiles last, List<WrittenVersion<K, S>> versions) {
    StateForm<K, S, R> kept = form;
    List<Weight> weights =
        dataset
            .context()
            .runJob(
                dataset,
                (task, records) -> {
                  R partition = Inputs.only(records);
                  WrittenVersion<K, S> older = versions.get(task.partition());
                  Optional<Integer> changes =
                      kept.map(partition).flatMap(map -> mostChanges(older, map));
                  return new Weight(kept.keys(partition), changes);
                });
    long keys = weights.stream().mapToLong(Weight::keys).sum();
    long changes = weights.stream().mapToLong(weight -> weight.changes().orElse(0)).sum();
    return weights.stream().allMatch(weight -> weight.changes().isPresent())
        && last.entries() + changes <= 2 * keys;
  }

  private static <K, S> Optional<Integer> mostChanges(
      WrittenVersion<K, S> older, StateMap<K, S> newer) {
    return older
        .before(newer)
        .map(newer::mostChangesSince)
        .filter(OptionalInt::isPresent)
        .map(OptionalInt::getAsInt);
  }

  /** The number of keys of a partition, and that of its changes if they are known. Immutable. */
  private record Weight(long keys, Optional<Integer> changes) {}

  private List<Optional<Part<K, S>>> writeChanges(
      List<WrittenVersion<K, S>> versions, StateStore store) {
    StateForm<K, S, R> kept = form;
    Time batch = time;
    boolean isEmbedded = dataset.context().runner().isEmbedded();
    return dataset
        .context()
        .runJob(
            dataset,
            (task, records) -> {
              Optional<StateMap<K, S>> map = kept.map(Inputs.only(records));
              Optional<List<StateChange<K, S>>> changes =
                  map.flatMap(
                      newer ->
                          versions
                              .get(task.partition())
                              .before(newer)
                              .flatMap(newer::changesSince));
              if (map.isEmpty() || changes.isEmpty()) {
                return Optional.empty();
              }
              long entries = store.write(batch, task.partition(), changes.get());
              return Optional.of(
                  new Part<>(
                      map.get().size(),
                      entries,
                      map.map(newer -> WrittenVersion.of(newer, isEmbedded))));
            });
  }

  private StateFiles image(StateStore store) {
    StateForm<K, S, R> kept = form;
    Time batch = time;
    boolean isEmbedded = dataset.context().runner().isEmbedded();
    List<Part<K, S>> parts =
        dataset
            .context()
            .runJob(
                dataset,
                (task, records) -> {
                  R partition = Inputs.only(records);
                  Iterable<StateChange<K, S>> all = kept.entries(partition, batch);
                  long entries = store.write(batch, task.partition(), all);
                  Optional<WrittenVersion<K, S>> version =
                      kept.map(partition).map(map -> WrittenVersion.of(map, isEmbedded));
                  return new Part<>(kept.keys(partition), entries, version);
                });
    return files(parts, 0, List.of(time));
  }

  /** Notes what was written; later changes refer to it. */
  private StateFiles files(List<Part<K, S>> parts, long entriesBefore, List<Time> chain) {
    long keys = parts.stream().mapToLong(Part::keys).sum();
    long entries = parts.stream().mapToLong(Part::entries).sum();
    List<WrittenVersion<K, S>> versions = new ArrayList<>();
    parts.forEach(part -> part.version().ifPresent(versions::add));
    boolean known = versions.size() == parts.size();
    state.written(time, known ? Optional.of(versions) : Optional.empty());
    return new StateFiles(state.kind(), parts.size(), keys, entriesBefore + entries, chain);
  }

  @Override
  public void close() {
    state.close(this);
  }
}
