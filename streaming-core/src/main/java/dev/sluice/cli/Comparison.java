package dev.sluice.cli;

import dev.sluice.dstream.DStreamGraph;
import dev.sluice.dstream.GraphInput;
import dev.sluice.ledger.Checkpoint;
import dev.sluice.ledger.Checkpoint.StateFiles;
import dev.sluice.ledger.CheckpointView;
import dev.sluice.ledger.LedgerEvent.StreamAdded;
import dev.sluice.ledger.LedgerSnapshot.BatchEntry;
import dev.sluice.scheduler.Attachment;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What of a checkpoint directory attaches to a program, in words. Immutable.
 *
 * @param findings one for each stream, state and output operation, and one for batch times that
 *     change
 */
record Comparison(List<Finding> findings) {
  private static final String STREAM = "stream";
  private static final String STATE = "state";
  private static final String OUTPUT = "output";
  private static final String BATCHES = "batches";

  Comparison {
    findings = List.copyOf(findings);
  }

  /** How something fits. */
  enum Fit {
    ATTACHED,
    NEW,
    ORPHANED,
    INCOMPATIBLE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How one thing fits. Immutable.
   *
   * @param what what it is
   * @param id what it is found by
   * @param detail what else there is to say
   */
  record Finding(Fit fit, String what, String id, String detail) {}

  /** Compares a program, whose graph is not started, with a directory. */
  static Comparison of(DStreamGraph graph, CheckpointView view) {
    Checkpoint checkpoint = view.checkpoint();
    Attachment attachment = Attachment.of(graph, checkpoint, view.ledger());
    List<Finding> findings = new ArrayList<>();
    streams(attachment, findings);
    states(attachment, checkpoint, findings);
    outputs(graph.outputIds(), view, findings);
    batches(attachment, graph, checkpoint).ifPresent(findings::add);
    return new Comparison(findings);
  }

  private static void streams(Attachment attachment, List<Finding> findings) {
    for (GraphInput input : attachment.inputs()) {
      findings.add(
          new Finding(Fit.ATTACHED, STREAM, input.key(), "has the number " + input.streamId()));
    }
    for (GraphInput input : attachment.newInputs()) {
      findings.add(
          new Finding(Fit.NEW, STREAM, input.key(), "gets the number " + input.streamId()));
    }
    for (StreamAdded stream : attachment.orphanedStreams()) {
      findings.add(
          new Finding(
              Fit.ORPHANED,
              STREAM,
              stream.name(),
              "had the number " + stream.streamId() + "; what is recorded of it is kept"));
    }
  }

  private static void states(Attachment attachment, Checkpoint checkpoint, List<Finding> findings) {
    attachment
        .states()
        .forEach(
            (state, files) ->
                findings.add(
                    new Finding(
                        Fit.ATTACHED,
                        STATE,
                        state.id(),
                        describe(files) + gap(files, checkpoint))));
    attachment
        .newStates()
        .forEach(
            state -> findings.add(new Finding(Fit.NEW, STATE, state.id(), "begins without keys")));
    attachment
        .orphanedStates()
        .forEach(
            (id, files) ->
                findings.add(
                    new Finding(Fit.ORPHANED, STATE, id, describe(files) + "; they are kept")));
    attachment
        .misfits()
        .forEach(
            (state, files) ->
                findings.add(
                    new Finding(
                        Fit.INCOMPATIBLE, STATE, state.id(), Attachment.misfit(state, files))));
  }

  private static String describe(StateFiles files) {
    return Words.count(files.keys(), "key") + " of batch " + Words.time(files.time());
  }

  /** What a state has not seen that no operator had in between. */
  private static String gap(StateFiles files, Checkpoint checkpoint) {
    return files.orphaned()
        ? "; no operator had them since, and they go on after " + Words.time(checkpoint.time())
        : "";
  }

  /** The output operations that are done in batches that are not: they do not run again there. */
  private static void outputs(List<String> ids, CheckpointView view, List<Finding> findings) {
    Map<String, List<Time>> done = new TreeMap<>();
    for (BatchEntry batch : view.ledger().snapshot().batches()) {
      if (!batch.done()) {
        for (String output : batch.outputsDone()) {
          done.computeIfAbsent(output, id -> new ArrayList<>()).add(batch.time());
        }
      }
    }
    done.forEach(
        (id, times) -> {
          String which =
              "is done in "
                  + Words.time(times.get(0))
                  + (times.size() > 1 ? " and " + (times.size() - 1) + " more" : "")
                  + ", which runs again ";
          boolean known = ids.contains(id);
          findings.add(
              known
                  ? new Finding(Fit.ATTACHED, OUTPUT, id, which + "without it")
                  : new Finding(Fit.ORPHANED, OUTPUT, id, which + "with other outputs"));
        });
  }

  /** What becomes of the batch times; empty if they are as before. */
  private static Optional<Finding> batches(
      Attachment attachment, DStreamGraph graph, Checkpoint checkpoint) {
    Duration before = checkpoint.batchInterval();
    String interval = "every " + Durations.format(graph.batchInterval());
    try {
      Time zero = attachment.origin(graph, checkpoint);
      if (zero.equals(checkpoint.zero()) && graph.batchInterval().equals(before)) {
        return Optional.empty();
      }
      String rule =
          "before, every %s; batch times now go through %s, and a batch reads all that was recorded since the one before"
              .formatted(Durations.format(before), Words.time(zero));
      return Optional.of(new Finding(Fit.NEW, BATCHES, interval, rule));
    } catch (IllegalStateException noGrid) {
      String why = String.valueOf(noGrid.getMessage());
      return Optional.of(new Finding(Fit.INCOMPATIBLE, BATCHES, interval, why));
    }
  }

  /** The findings and how many there are of each kind. */
  Table report(String program, CheckpointDirectory directory) {
    Table table = new Table();
    for (Finding finding : findings) {
      table.row(finding.fit(), finding.what(), finding.id(), finding.detail());
    }
    table.line(
        "%s on %s: %d attached, %d new, %d orphaned, %d incompatible"
            .formatted(
                program,
                directory,
                count(Fit.ATTACHED),
                count(Fit.NEW),
                count(Fit.ORPHANED),
                count(Fit.INCOMPATIBLE)));
    return table;
  }

  private long count(Fit fit) {
    return findings.stream().filter(finding -> finding.fit() == fit).count();
  }

  ExitCode exitCode() {
    if (count(Fit.INCOMPATIBLE) > 0) {
      return ExitCode.INCOMPATIBLE;
    }
    return count(Fit.ORPHANED) > 0 ? ExitCode.ORPHANED : ExitCode.OK;
  }
}
