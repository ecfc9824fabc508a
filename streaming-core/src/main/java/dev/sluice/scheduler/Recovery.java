package dev.sluice.scheduler;

import dev.sluice.dstream.DStreamGraph;
import dev.sluice.dstream.KeyedState;
import dev.sluice.ledger.Checkpoint;
import dev.sluice.ledger.Checkpoint.StateFiles;
import dev.sluice.ledger.Ledger;
import dev.sluice.ledger.LedgerEvent.StreamAdded;
import dev.sluice.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins a graph where an earlier process left off: streams and states attach by their names, and
 * what does not fit is kept and reported. Confined to the thread that starts the program.
 */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final DStreamGraph graph;
  private final Ledger ledger;

  Recovery(DStreamGraph graph, Ledger ledger) {
    this.graph = graph;
    this.ledger = ledger;
  }

  /** Starts the graph of a program that keeps nothing. */
  Resumption first(long nowMs) {
    Resumption first = Resumption.first(nowMs, graph.batchInterval());
    graph.attachStreams(List.of());
    start(first);
    return first;
  }

  /** Starts the graph on what a checkpoint directory has. */
  Resumption from(Durability.Directory directory, long nowMs) throws IOException {
    graph.readFrom(directory.logs(), directory.settings().logsReceived());
    Optional<Checkpoint> recovered = directory.store().recovered();
    if (recovered.isEmpty()) {
      return first(nowMs);
    }
    Checkpoint checkpoint = recovered.get();
    graph.attachStreams(ledger.streams());
    Map<KeyedState, StateFiles> attached = attach(checkpoint);
    Resumption resumption = resumption(checkpoint, attached, nowMs);
    start(resumption);
    for (Map.Entry<KeyedState, StateFiles> state : attached.entrySet()) {
      state.getKey().restore(state.getValue(), directory.states());
    }
    report(checkpoint, resumption, attached);
    return resumption;
  }

  private void start(Resumption resumption) {
    graph.start(resumption.zero(), resumption.begin(), ledger::inputs);
  }

  private Map<KeyedState, StateFiles> attach(Checkpoint checkpoint) {
    Map<KeyedState, StateFiles> attached = new LinkedHashMap<>();
    for (KeyedState state : graph.states()) {
      StateFiles files = checkpoint.states().get(state.id());
      if (files != null) {
        requireSameKind(state, files);
        attached.put(state, files);
      }
    }
    return attached;
  }

  private static void requireSameKind(KeyedState state, StateFiles files) {
    if (!state.kind().equals(files.kind())) {
      throw new IllegalStateException(
          "Cannot attach the state \"%s\" to %s: found the state of %s, expected that of %s; give the operator another name to begin without it"
              .formatted(state.id(), state.describe(), files.kind(), state.kind()));
    }
  }

  private Resumption resumption(
      Checkpoint checkpoint, Map<KeyedState, StateFiles> attached, long nowMs) {
    Duration interval = graph.batchInterval();
    List<Map.Entry<Time, Duration>> states = new ArrayList<>();
    attached.forEach((state, files) -> states.add(Map.entry(files.time(), state.slide())));
    Time zero = Resumption.origin(checkpoint, interval, graph.slideUnit(), states);
    return Resumption.after(checkpoint, ledger, zero, interval, nowMs);
  }

  private void report(
      Checkpoint checkpoint, Resumption resumption, Map<KeyedState, StateFiles> attached) {
    long missed =
        resumption.firstTick().minus(resumption.missed()).dividedBy(graph.batchInterval());
    LOG.info(
        "Goes on from the checkpoint of batch {}: {} batches run again, {} that were missed run now, {} states attached",
        checkpoint.time(),
        resumption.again().size(),
        missed,
        attached.size());
    if (!graph.batchInterval().equals(checkpoint.batchInterval())) {
      LOG.warn(
          "The batch interval was {} ms and is {} ms now; the grid of batch times goes through {}",
          checkpoint.batchInterval().toMillis(),
          graph.batchInterval().toMillis(),
          resumption.begin());
    }
    reportOrphans(checkpoint);
  }

  private void reportOrphans(Checkpoint checkpoint) {
    Map<String, StateFiles> orphans = new TreeMap<>(checkpoint.states());
    graph.states().forEach(state -> orphans.remove(state.id()));
    if (!orphans.isEmpty()) {
      LOG.warn("No operator of this program has the states {}; they are kept", orphans.keySet());
    }
    TreeSet<String> gone = new TreeSet<>();
    ledger.streams().stream().map(StreamAdded::name).forEach(gone::add);
    graph.inputs().forEach(input -> gone.remove(input.key()));
    if (!gone.isEmpty()) {
      LOG.warn(
          "This program has no more the input streams {}; what is recorded of them is kept", gone);
    }
  }
}
