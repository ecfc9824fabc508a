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
import java.util.function.Function;

/**
 * Gives batches their inputs and makes their jobs; forgets inputs that are needed no more. Confined
 * to the driver thread.
 */
final class BatchGenerator {
  private final DStreamGraph graph;
  private final Engine engine;
  private final Ledger ledger;
  private final ReceiverTracker tracker;
  private Time dropped = new Time(Long.MIN_VALUE);
  private Time forgotten = new Time(Long.MIN_VALUE);

  BatchGenerator(DStreamGraph graph, Engine engine, Ledger ledger, ReceiverTracker tracker) {
    this.graph = graph;
    this.engine = engine;
    this.ledger = ledger;
    this.tracker = tracker;
  }

  /**
   * Gives a batch its inputs. If a source fails, what the others chose stays with the batch, and
   * received blocks wait for the next one.
   *
   * @param whenDurable run on any thread once that is recorded for good
   */
  void allocate(Time time, Runnable whenDurable) {
    Map<Integer, BatchInput> inputs = new HashMap<>();
    boolean chosen = false;
    try {
      chooseInputs(time, inputs);
      chosen = true;
    } finally {
      ledger.append(new LedgerEvent.BatchAllocated(time, inputs), chosen ? whenDurable : () -> {});
    }
  }

  /**
   * Makes the jobs of a batch that has its inputs, but for those that are recorded as done.
   *
   * @param now the time of the clock
   */
  BatchRun generate(Time time, long now) {
    List<OutputJob> jobs = graph.generateJobs(time);
    List<OutputJob> left =
        jobs.stream().filter(job -> !ledger.isOutputDone(time, job.id())).toList();
    return new BatchRun(time, left, describe(ledger.inputs(time)), now);
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
   * Records that a batch is done, and with it all recorded ones that it has read for the first
   * time.
   *
   * @param recording gives for each what is run, on any thread, once that is recorded for good
   */
  void done(Time time, Function<Time, Runnable> recording) {
    Time before = time.minus(graph.batchInterval());
    for (Time each : ledger.undone()) {
      if (each.isAfter(before) && !each.isAfter(time)) {
        ledger.append(new LedgerEvent.BatchDone(each), recording.apply(each));
      }
    }
  }

  /**
   * Forgets what nobody needs once all batches up to one are done: datasets, blocks, and what
   * sources know of them; what is recorded of the inputs only as far as no restart needs it. What
   * states are made of that no output has looked at is needed.
   *
   * @param forgettable the batch up to which a restart would need nothing again
   */
  void forget(Time done, Time forgettable) {
    Time settled = graph.settled(done);
    graph.forget(settled);
    Time upTo = settled.minus(graph.inputRemember()).max(dropped);
    for (BatchInput input : ledger.doneInputs(dropped, upTo)) {
      input.blocks().forEach(block -> engine.blocks().remove(block.id()));
    }
    dropped = upTo;
    forgetInputs(forgettable.min(settled));
  }

  private void forgetInputs(Time upTo) {
    Time needless = upTo.minus(graph.inputRemember());
    if (needless.isAfter(forgotten) && !tracker.mayBeSentAgain()) {
      forgotten = needless;
      ledger.append(new LedgerEvent.InputsForgotten(needless));
      graph.forgetInputs(needless);
      tracker.forgotten(needless);
    }
  }
}
