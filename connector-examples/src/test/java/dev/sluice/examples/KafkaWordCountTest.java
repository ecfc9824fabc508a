package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.program.ChildProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaWordCountTest {

  @Test
  void without_arguments_it_counts_a_text_of_its_own() throws Exception {
    try (ChildProgram program = ChildProgram.start(KafkaWordCount.class)) {
      program.awaitOutput("^\\(\\w+,\\d+\\)$");

      program.terminate();

      program.awaitLog("Drain report: everything received was processed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"receiver", "direct"})
  void it_counts_what_comes_to_a_topic(String way) throws Exception {
    try (KafkaFeed feed = KafkaFeed.start();
        ChildProgram program =
            ChildProgram.start(KafkaWordCount.class, way, feed.address(), feed.topic(), "test")) {
      program.awaitOutput("^\\(\\w+,\\d+\\)$");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sideways", "receiver localhost:9092", "receiver a b c d"})
  void wrong_arguments_show_the_usage_and_end_it(String arguments) throws Exception {
    try (ChildProgram program = ChildProgram.start(KafkaWordCount.class, arguments.split(" "))) {
      assertThat(program.awaitEnd()).isEqualTo(2);
      program.awaitLog("^Usage: bin/run-example KafkaWordCount ");
    }
  }
}
