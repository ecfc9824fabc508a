package dev.sluice.scheduler;

import dev.sluice.dstream.DStreamGraph;
import dev.sluice.dstream.InputNeeds;
import dev.sluice.dstream.KeyedState;
import dev.sluice.ledger.Checkpoint;
import dev.sluice.ledger.Checkpoint.StateFiles;
import dev.sluice.ledger.Ledger;
import dev.sluice.ledger.LedgerEvent.StreamAdded;
import dev.sluice.receiver.AckAfter;
import dev.sluice.time.Time;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final Refilling refilling;
  private final AckAfter ackAfter;

  /**
   * A recovery that has not begun.
   *
   * @param refilling told which received blocks are to be sent again
   * @param ackAfter when receivers acknowledge; only what waits until it is processed comes again
   */
  Recovery(DStreamGraph graph, Ledger ledger, Refilling refilling, AckAfter ackAfter) {
    this.graph = graph;
    this.ledger = ledger;
    this.refilling = refilling;
    this.ackAfter = ackAfter;
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
    graph.readFrom(directory.logs());
    Optional<Checkpoint> recovered = directory.store().recovered();
    if (recovered.isEmpty()) {
      return first(nowMs);
    }
    Checkpoint checkpoint = recovered.get();
    Attachment attachment = Attachment.of(graph, checkpoint, ledger);
    attachment.requireFit();
    Time zero = attachment.origin(graph, checkpoint);
    Resumption resumption =
        Resumption.after(checkpoint, ledger, zero, graph.batchInterval(), nowMs);
    start(resumption);
    refilling.await(ledger.begin(needless(checkpoint), sendingAgain()));
    for (Map.Entry<KeyedState, StateFiles> state : attachment.states().entrySet()) {
      state.getKey().restore(state.getValue(), checkpoint.time(), directory.states());
    }
    report(checkpoint, resumption, attachment);
    return resumption;
  }

  /** The last batch whose inputs are not needed if it is done. */
  private Time needless(Checkpoint checkpoint) {
    InputNeeds needs = new InputNeeds(graph);
    return needs.areOfDoneBatches() ? needs.needless(checkpoint.time()) : new Time(Long.MAX_VALUE);
  }

  private Set<Integer> sendingAgain() {
    return ackAfter == AckAfter.PROCESSED ? Refilling.streams(graph.inputs()) : Set.of();
  }

  private void start(Resumption resumption) {
    graph.start(resumption.zero(), resumption.begin(), ledger::inputs);
  }

  private void report(Checkpoint checkpoint, Resumption resumption, Attachment attachment) {
    long missed =
        resumption.firstTick().minus(resumption.missed()).dividedBy(graph.batchInterval());
    LOG.info(
        "Goes on from the checkpoint of batch {}: {} batches run again, {} that were missed run now, {} states attached",
        checkpoint.time(),
        resumption.again().size(),
        missed,
        attachment.states().size());
    if (!graph.batchInterval().equals(checkpoint.batchInterval())) {
      LOG.warn(
          "The batch interval was {} ms and is {} ms now; the grid of batch times goes through {}",
          checkpoint.batchInterval().toMillis(),
          graph.batchInterval().toMillis(),
          resumption.begin());
    }
    reportOrphans(attachment);
  }

  private static void reportOrphans(Attachment attachment) {
    if (!attachment.orphanedStates().isEmpty()) {
      LOG.warn(
          "No operator of this program has the states {}; they are kept",
          attachment.orphanedStates().keySet());
    }
    if (!attachment.orphanedStreams().isEmpty()) {
      LOG.warn(
          "This program has no more the input streams {}; what is recorded of them is kept",
          attachment.orphanedStreams().stream().map(StreamAdded::name).sorted().toList());
    }
  }
}
