package dev.sluice.testkit.semantics;

import dev.sluice.dstream.BatchId;
import dev.sluice.dstream.OutputTransaction;
import dev.sluice.dstream.TransactionalOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An output of numbers with a file for each partition that was committed: that it is there is how
 * the partition is remembered. Immutable.
 *
 * @param directory where the files are, as text because paths are not serializable
 */
record CommittedFiles(String directory) implements TransactionalOutput<Integer> {
  @Override
  public OutputTransaction<Integer> begin(BatchId batch) {
    String prefix = prefix(Streams.number(batch.time()));
    return new Writing(Path.of(directory, prefix + batch.partition()));
  }

  /** Writes a partition, whether it is there or not. */
  void replace(Iterator<Integer> records, BatchId batch) throws IOException {
    List<String> lines = new ArrayList<>();
    records.forEachRemaining(record -> lines.add(record.toString()));
    String name = prefix(Streams.number(batch.time())) + batch.partition();
    Files.write(Path.of(directory, name), lines);
  }

  private static String prefix(int number) {
    return "batch-" + number + "-";
  }

  /** What was committed of a batch. */
  List<Integer> read(int number) throws IOException {
    List<Integer> records = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(directory))) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith(prefix(number))) {
          Files.readAllLines(file).forEach(line -> records.add(Integer.valueOf(line)));
        }
      }
    }
    return records;
  }

  /** Confined to the task's thread. */
  private static final class Writing implements OutputTransaction<Integer> {
    private final Path file;
    private final List<String> lines = new ArrayList<>();

    Writing(Path file) {
      this.file = file;
    }

    @Override
    public boolean isCommitted() {
      return Files.exists(file);
    }

    @Override
    public void write(Integer record) {
      lines.add(record.toString());
    }

    @Override
    public void commit() throws IOException {
      Path aside = Files.createTempFile(file.getParent(), "uncommitted", "");
      Files.write(aside, lines);
      Files.createLink(file, aside); // unlike a move, fails if the file is there
      Files.delete(aside);
    }

    @Override
    public void close() {
      lines.clear();
    }
  }
}
