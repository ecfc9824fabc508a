package dev.sluice.scheduler;

import dev.sluice.dstream.DStreamGraph;
import dev.sluice.dstream.GraphInput;
import dev.sluice.dstream.OutputJob;
import dev.sluice.engine.Engine;
import dev.sluice.io.Bytes;
import dev.sluice.ledger.BatchInput;
import dev.sluice.ledger.Ledger;
import dev.sluice.ledger.LedgerEvent;
import dev.sluice.listener.StreamInputInfo;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.time.Time;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives batches their inputs and makes their jobs; forgets inputs that are needed no more. Confined
 * to the driver thread.
 */
final class BatchGenerator {
  private final DStreamGraph graph;
  private final Engine engine;
  private final Ledger ledger;
  private final ReceiverTracker tracker;

  BatchGenerator(DStreamGraph graph, Engine engine, Ledger ledger, ReceiverTracker tracker) {
    this.graph = graph;
    this.engine = engine;
    this.ledger = ledger;
    this.tracker = tracker;
  }

  /**
   * Allocates the inputs of a batch and generates its jobs. If a source fails, what the others
   * chose stays with the batch, and received blocks wait for the next one.
   *
   * @param now the time of the clock
   */
  BatchRun generate(Time time, long now) {
    Map<Integer, BatchInput> inputs = new HashMap<>();
    try {
      chooseInputs(time, inputs);
    } finally {
      ledger.append(new LedgerEvent.BatchAllocated(time, inputs));
    }
    List<OutputJob> jobs = graph.generateJobs(time);
    return new BatchRun(time, jobs, describe(inputs), now);
  }

  private void chooseInputs(Time time, Map<Integer, BatchInput> inputs) {
    for (GraphInput input : graph.inputs()) {
      if (input instanceof GraphInput.OfSource withSource) {
        inputs.put(input.streamId(), graph.plan(withSource, time));
      }
    }
    for (GraphInput input : graph.inputs()) {
      if (input instanceof GraphInput.OfReceiver) {
        inputs.put(input.streamId(), receivedBlocks(input.streamId()));
      }
    }
  }

  private BatchInput receivedBlocks(int streamId) {
    List<ReceivedBlock> blocks = ledger.waitingBlocks(streamId);
    Map<String, Long> counts = tracker.takeCounts(streamId);
    if (blocks.isEmpty() && counts.isEmpty()) {
      return BatchInput.nothing(streamId);
    }
    long records = blocks.stream().mapToLong(block -> block.records().orElse(0)).sum();
    Map<String, String> metadata = new TreeMap<>();
    counts.forEach((what, count) -> metadata.put(what, Long.toString(count)));
    return new BatchInput(streamId, records, blocks, Bytes.EMPTY, metadata);
  }

  private static Map<Integer, StreamInputInfo> describe(Map<Integer, BatchInput> inputs) {
    Map<Integer, StreamInputInfo> infos = new TreeMap<>();
    inputs.forEach(
        (id, input) -> infos.put(id, new StreamInputInfo(id, input.records(), input.metadata())));
    return infos;
  }

  /**
   * Forgets what nobody needs once all batches up to this one are done: datasets, blocks, and what
   * sources know of them.
   */
  void forget(Time done) {
    graph.forget(done);
    Time upTo = done.minus(graph.inputRemember());
    for (BatchInput input : ledger.doneInputs(upTo)) {
      input.blocks().forEach(block -> engine.blocks().remove(block.id()));
    }
    ledger.append(new LedgerEvent.InputsForgotten(upTo));
    graph.forgetInputs(upTo);
  }
}
