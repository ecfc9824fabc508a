package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.program.ChildProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcWordCountTest {

  @Test
  void it_fills_the_table_and_goes_on_with_it(@TempDir Path directory) throws Exception {
    try (ChildProgram first = ChildProgram.start(JdbcWordCount.class, directory.toString())) {
      first.awaitOutput("^[1-9]\\d* rows, [1-9]\\d* words$");
      first.terminate();
      first.awaitLog("Drain report: everything received was processed");
    }
    try (ChildProgram second = ChildProgram.start(JdbcWordCount.class, directory.toString())) {
      second.awaitLog("Goes on from the checkpoint");
      second.awaitOutput("^[1-9]\\d* rows, [1-9]\\d* words$");
      second.terminate();
      second.awaitLog("Drain report");
    }
  }

  @Test
  void a_second_argument_shows_the_usage_and_ends_it() throws Exception {
    try (ChildProgram program = ChildProgram.start(JdbcWordCount.class, "here", "there")) {
      assertThat(program.awaitEnd()).isEqualTo(2);
    }
  }
}
