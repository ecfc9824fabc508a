package dev.sluice.cli;

import dev.sluice.io.LockRecord;
import dev.sluice.io.LogFile;
import dev.sluice.ledger.Checkpoint;
import dev.sluice.ledger.CheckpointFiles.Stored;
import dev.sluice.ledger.CheckpointView;
import dev.sluice.ledger.Ledger;
import dev.sluice.ledger.LedgerEvent.StreamAdded;
import dev.sluice.receiver.StorageReceivedLogs;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/** Says what is in a checkpoint directory. Confined to one thread. */
final class Inspection {
  private final CheckpointDirectory directory;
  private final Instant now;
  private final LongPredicate isRunning;
  private final Table table = new Table();
  private final List<String> damage = new ArrayList<>();

  Inspection(CheckpointDirectory directory, Instant now, LongPredicate isRunning) {
    this.directory = directory;
    this.now = now;
    this.isRunning = isRunning;
  }

  /** What is damaged, as far as the report has looked. */
  List<String> damage() {
    return List.copyOf(damage);
  }

  /**
   * Reads the directory.
   *
   * @param verify whether to read all files of states and logs
   */
  Table report(boolean verify) throws CommandException {
    List<Stored> checkpoints = directory.checkpoints();
    table.row("directory", directory);
    checkpoints.stream()
        .flatMap(stored -> stored.checkpoint().stream())
        .reduce((a, b) -> b)
        .ifPresent(this::program);
    table.row("lock", lock());
    checkpoints(checkpoints);
    readView().ifPresent(view -> contents(view, verify));
    return table;
  }

  private Optional<CheckpointView> readView() throws CommandException {
    try {
      return Optional.of(directory.view());
    } catch (CommandException unreadable) {
      if (unreadable.code() != ExitCode.DAMAGED) {
        throw unreadable;
      }
      damage.add(unreadable.getMessage());
      return Optional.empty();
    }
  }

  private void contents(CheckpointView view, boolean verify) {
    StoredFiles files = new StoredFiles(directory.storage(), damage, verify);
    streams(view);
    batches(view.ledger());
    states(view.checkpoint(), files);
    logs(view, files);
    if (verify) {
      files.verifyLogs(view);
    }
  }

  private void program(Checkpoint checkpoint) {
    table.row("program", checkpoint.appName());
    table.row("factory", checkpoint.factory().isEmpty() ? "none" : checkpoint.factory());
    table.row("batch interval", Durations.format(checkpoint.batchInterval()));
    table.row("zero time", Words.time(checkpoint.zero()));
  }

  private String lock() {
    try {
      return CheckpointView.lastHolder(directory.storage())
          .map(this::describe)
          .orElse("never taken");
    } catch (IOException e) {
      damage.add(e.getMessage());
      return "unreadable";
    }
  }

  private String describe(LockRecord lock) {
    return "last taken by "
        + lock.describe()
        + (isRunning.test(lock.pid()) ? "; a process " : "; no process ")
        + lock.pid()
        + " runs here";
  }

  private void checkpoints(List<Stored> checkpoints) {
    table.section("checkpoints");
    for (Stored stored : checkpoints) {
      stored.problem().ifPresent(damage::add);
      table.row(
          stored
              .checkpoint()
              .map(checkpoint -> Words.time(checkpoint.time()))
              .orElse(stored.name()),
          stored.checkpoint().map(checkpoint -> age(checkpoint.time())).orElse("of unknown age"),
          Words.count(stored.bytes(), "byte"),
          stored.checkpoint().isPresent() ? "readable" : "damaged");
    }
  }

  private String age(Time time) {
    Duration age = Duration.ofMillis(now.toEpochMilli() - time.milliseconds());
    return age.isNegative() ? "in the future" : Durations.format(age) + " old";
  }

  private void streams(CheckpointView view) {
    table.section("streams");
    for (StreamAdded stream : view.ledger().streams()) {
      table.row(
          stream.streamId(),
          stream.name(),
          Words.blocks(view.ledger().waitingBlocks(stream.streamId())) + " waiting");
    }
    if (!view.unlogged().isEmpty()) {
      table.row("in no log", Words.blocks(view.unlogged()) + ", which end with the driver");
    }
  }

  private void batches(Ledger ledger) {
    List<Time> undone = ledger.undone();
    table.section("batches");
    table.row("newest with inputs", ledger.lastAllocated().map(Words::time).orElse("none"));
    table.row("not done", undone.size());
    table.row("oldest not done", undone.isEmpty() ? "none" : Words.time(undone.get(0)));
    table.row("unprocessed", Words.count(ledger.recordsLeft(), "record"));
  }

  private void states(Checkpoint checkpoint, StoredFiles files) {
    table.section("states");
    new TreeMap<>(checkpoint.states())
        .forEach(
            (id, state) ->
                table.row(
                    id,
                    state.kind(),
                    Words.count(state.keys(), "key"),
                    Words.count(state.partitions(), "partition"),
                    files.ofState(id, state),
                    "chain of " + state.chain().size(),
                    "batch "
                        + Words.time(state.time())
                        + (state.orphaned() ? ", no operator" : "")));
  }

  private void logs(CheckpointView view, StoredFiles files) {
    table.section("received logs");
    for (StreamAdded stream : view.ledger().streams()) {
      files
          .log(() -> StorageReceivedLogs.reader(directory.storage(), stream.streamId()).files())
          .filter(log -> !log.isEmpty())
          .ifPresent(log -> table.row(stream.streamId(), stream.name(), sizes(log)));
    }
    table.section("ledger");
    table.row(
        sizes(view.log()),
        view.torn() == 0 ? "ends whole" : "ends in " + Words.count(view.torn(), "torn byte"));
  }

  private static String sizes(List<LogFile> files) {
    long bytes = files.stream().mapToLong(LogFile::bytes).sum();
    return Words.count(files.size(), "file") + ", " + Words.count(bytes, "byte");
  }
}
