package dev.sluice.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchDirectoryTest {
  @TempDir private Path parent;

  @Test
  void files_and_bytes_are_counted_at_any_depth() throws IOException {
    try (ScratchDirectory directory = ScratchDirectory.in(parent.resolve("new"))) {
      Files.writeString(directory.path().resolve("a"), "12");
      Files.writeString(
          Files.createDirectories(directory.path().resolve("b/c")).resolve("d"), "345");

      assertThat(directory.contents()).isEqualTo(new ScratchDirectory.Contents(2, 5));
    }
  }

  @Test
  void nothing_is_left_of_it() throws IOException {
    ScratchDirectory directory = ScratchDirectory.in(parent);
    Files.writeString(directory.path().resolve("a"), "12");

    directory.close();

    assertThat(parent).isEmptyDirectory();
  }
}
