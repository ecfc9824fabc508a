package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.program.ChildProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlumeEventCountTest {
  private static final String COUNT = "^Received [1-9]\\d* Flume events$";

  @Test
  void without_arguments_it_counts_events_of_an_agent_of_its_own() throws Exception {
    try (ChildProgram program = ChildProgram.start(FlumeEventCount.class)) {
      program.awaitOutput(COUNT);

      program.terminate();

      program.awaitLog("Drain report: everything received was processed");
    }
  }

  @Test
  void it_counts_events_of_another_agent() throws Exception {
    try (FlumeFeed feed = FlumeFeed.pushing();
        ChildProgram program =
            ChildProgram.start(FlumeEventCount.class, feed.host(), Integer.toString(feed.port()))) {
      program.awaitOutput(COUNT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "localhost port", "localhost 1 2"})
  void wrong_arguments_show_the_usage_and_end_it(String arguments) throws Exception {
    try (ChildProgram program = ChildProgram.start(FlumeEventCount.class, arguments.split(" "))) {
      assertThat(program.awaitEnd()).isEqualTo(2);
      program.awaitLog("^Usage: bin/run-example FlumeEventCount ");
    }
  }
}
