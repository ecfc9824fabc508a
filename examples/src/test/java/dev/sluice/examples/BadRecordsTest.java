package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.program.ChildProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadRecordsTest {

  @Test
  void lines_that_cannot_be_read_are_kept_and_read_by_a_program_that_can(@TempDir Path directory)
      throws Exception {
    Path kept = directory.resolve("kept");
    try (ChildProgram program = ChildProgram.start(BadRecords.class, kept.toString())) {
      program.awaitOutput("^4021$");
      program.awaitLog("2 records of batch \\d+ ms failed in map at BadRecords.java");
      program.awaitOutput("^350$");
      assertThat(kept).isDirectoryContaining("glob:**.quarantine");

      program.terminate();
      program.awaitLog("Drain report");
    }
  }

  @Test
  void a_second_argument_shows_the_usage_and_ends_it() throws Exception {
    try (ChildProgram program = ChildProgram.start(BadRecords.class, "here", "there")) {
      assertThat(program.awaitEnd()).isEqualTo(2);
    }
  }
}
