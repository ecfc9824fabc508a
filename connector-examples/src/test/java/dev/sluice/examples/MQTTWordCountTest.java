package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.program.ChildProgram;
import org.junit.jupiter.api.Test;

class MQTTWordCountTest {

  @Test
  void without_arguments_it_counts_a_text_of_its_own() throws Exception {
    try (ChildProgram program = ChildProgram.start(MQTTWordCount.class)) {
      program.awaitOutput("^\\(\\w+,\\d+\\)$");

      program.terminate();

      program.awaitLog("Drain report: everything received was processed");
    }
  }

  @Test
  void it_counts_what_comes_to_a_topic() throws Exception {
    try (MqttFeed feed = MqttFeed.start();
        ChildProgram program =
            ChildProgram.start(MQTTWordCount.class, feed.address(), feed.topic())) {
      program.awaitOutput("^\\(\\w+,\\d+\\)$");
    }
  }

  @Test
  void wrong_arguments_show_the_usage_and_end_it() throws Exception {
    try (ChildProgram program = ChildProgram.start(MQTTWordCount.class, "tcp://localhost")) {
      assertThat(program.awaitEnd()).isEqualTo(2);
      program.awaitLog("^Usage: bin/run-example MQTTWordCount ");
    }
  }
}
