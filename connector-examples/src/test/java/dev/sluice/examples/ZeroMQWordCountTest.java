package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.program.ChildProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZeroMQWordCountTest {

  @Test
  void without_arguments_it_counts_a_text_of_its_own() throws Exception {
    try (ChildProgram program = ChildProgram.start(ZeroMQWordCount.class)) {
      program.awaitOutput("^\\(\\w+,\\d+\\)$");

      program.terminate();

      program.awaitLog("Drain report: everything received was processed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"subscribe", "reliable"})
  void it_counts_what_comes_from_elsewhere(String way) throws Exception {
    try (ZeroMQFeed feed = ZeroMQFeed.start(way.equals("reliable"));
        ChildProgram program = ChildProgram.start(ZeroMQWordCount.class, way, feed.address())) {
      program.awaitOutput("^\\(\\w+,\\d+\\)$");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sideways", "reliable a b"})
  void wrong_arguments_show_the_usage_and_end_it(String arguments) throws Exception {
    try (ChildProgram program = ChildProgram.start(ZeroMQWordCount.class, arguments.split(" "))) {
      assertThat(program.awaitEnd()).isEqualTo(2);
      program.awaitLog("^Usage: bin/run-example ZeroMQWordCount ");
    }
  }
}
