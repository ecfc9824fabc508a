package dev.sluice.examples;

import dev.sluice.dstream.BatchId;
import dev.sluice.dstream.OutputTransaction;
import dev.sluice.dstream.TransactionalOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

// snippet: GuideTransactionalOutput
/** Writes each partition into a file that appears when it is complete. Immutable. */
record FilePerPartition(String directory) implements TransactionalOutput<String> {
  @Override
  public OutputTransaction<String> begin(BatchId batch) {
    long time = batch.time().milliseconds();
    String name = batch.application() + "-" + batch.output() + "-" + time + "-" + batch.partition();
    return new FileTransaction(Path.of(directory, name), new ArrayList<>());
  }

  /** Collects lines. Confined to the task's thread. */
  private record FileTransaction(Path file, List<String> lines)
      implements OutputTransaction<String> {
    @Override
    public boolean isCommitted() {
      return Files.exists(file);
    }

    @Override
    public void write(String line) {
      lines.add(line);
    }

    @Override
    public void commit() throws IOException {
      Path unfinished = Files.createTempFile(file.getParent(), ".unfinished", "");
      try {
        Files.write(unfinished, lines);
        Files.createLink(file, unfinished); // throws if another task has committed
      } finally {
        Files.delete(unfinished);
      }
    }

    @Override
    public void close() {}
  }
}
// end of snippet
