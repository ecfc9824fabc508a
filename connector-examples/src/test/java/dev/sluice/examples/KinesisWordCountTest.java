package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.program.ChildProgram;
import org.junit.jupiter.api.Test;

class KinesisWordCountTest {

  @Test
  void without_arguments_it_counts_a_text_of_its_own() throws Exception {
    try (ChildProgram program = ChildProgram.start(KinesisWordCount.class)) {
      program.awaitOutput("^\\(\\w+,\\d+\\)$");

      program.terminate();

      program.awaitLog("Drain report: everything received was processed");
    }
  }

  @Test
  void wrong_arguments_show_the_usage_and_end_it() throws Exception {
    try (ChildProgram program = ChildProgram.start(KinesisWordCount.class, "stream")) {
      assertThat(program.awaitEnd()).isEqualTo(2);
      program.awaitLog("^Usage: bin/run-example KinesisWordCount ");
    }
  }
}
