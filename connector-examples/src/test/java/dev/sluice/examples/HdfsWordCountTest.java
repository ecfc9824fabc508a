package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.program.ChildProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HdfsWordCountTest {

  @Test
  void without_arguments_it_counts_a_text_of_its_own() throws Exception {
    try (ChildProgram program = ChildProgram.start(HdfsWordCount.class)) {
      program.awaitOutput("^\\(\\w+,\\d+\\)$");

      program.terminate();

      program.awaitLog("Drain report: everything received was processed");
    }
  }

  @Test
  void it_counts_what_appears_in_a_directory_and_saves_the_counts(@TempDir Path directory)
      throws Exception {
    Path in = Files.createDirectory(directory.resolve("in"));
    String prefix = "file://" + directory.resolve("words");
    try (ChildProgram program = ChildProgram.start(HdfsWordCount.class, "file://" + in, prefix)) {
      program.awaitOutput("^Time: ");
      Path aside = Files.writeString(directory.resolve("aside"), "to be or not to be\n");

      Files.move(aside, in.resolve("lines"));

      program.awaitOutput("^\\(be,2\\)$");
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> saved(directory));
    }
  }

  private static boolean saved(Path directory) throws Exception {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.anyMatch(entry -> entry.getFileName().toString().matches("words-\\d+\\.seq"));
    }
  }

  @Test
  void wrong_arguments_show_the_usage_and_end_it() throws Exception {
    try (ChildProgram program = ChildProgram.start(HdfsWordCount.class, "a", "b", "c")) {
      assertThat(program.awaitEnd()).isEqualTo(2);
      program.awaitLog("^Usage: bin/run-example HdfsWordCount ");
    }
  }
}
