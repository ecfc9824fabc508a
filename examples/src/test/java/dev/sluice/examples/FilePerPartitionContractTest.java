package dev.sluice.examples;

import dev.sluice.dstream.TransactionalOutput;
import dev.sluice.testkit.output.TransactionalOutputContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

// snippet: GuideOutputContract
class FilePerPartitionContractTest extends TransactionalOutputContract<String> {
  @TempDir Path directory;

  @Override
  protected TransactionalOutput<String> output() {
    return new FilePerPartition(directory.toString());
  }

  @Override
  protected String record(int number) {
    return "record " + number;
  }

  @Override
  protected List<String> written() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file :
          files.filter(each -> !each.getFileName().toString().startsWith(".")).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }
}
// end of snippet
