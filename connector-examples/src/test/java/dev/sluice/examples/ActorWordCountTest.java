package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.program.ChildProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActorWordCountTest {

  @ParameterizedTest
  @ValueSource(strings = {"tell", "ask"})
  void it_counts_what_a_feeder_sends(String way) throws Exception {
    try (ChildProgram program = ChildProgram.start(ActorWordCount.class, way)) {
      program.awaitOutput("^\\(\\w+,\\d+\\)$");

      program.terminate();

      program.awaitLog("Drain report: everything received was processed");
    }
  }

  @Test
  void wrong_arguments_show_the_usage_and_end_it() throws Exception {
    try (ChildProgram program = ChildProgram.start(ActorWordCount.class, "shout")) {
      assertThat(program.awaitEnd()).isEqualTo(2);
      program.awaitLog("^Usage: bin/run-example ActorWordCount ");
    }
  }
}
