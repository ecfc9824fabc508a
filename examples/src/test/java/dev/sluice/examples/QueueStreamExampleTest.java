package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.program.ChildProgram;
import org.junit.jupiter.api.Test;

class QueueStreamExampleTest {

  @Test
  void each_last_digit_occurs_a_hundred_times() throws Exception {
    try (ChildProgram program = ChildProgram.start(QueueStreamExample.class)) {
      program.awaitOutput("^Time: \\d+000 ms\n-{43}\n(\\(\\d,100\\)\n){10}\n");

      program.terminate();
      program.awaitLog("Drain report");
    }
  }

  @Test
  void arguments_show_the_usage_and_end_it() throws Exception {
    try (ChildProgram program = ChildProgram.start(QueueStreamExample.class, "30")) {
      assertThat(program.awaitEnd()).isEqualTo(2);
    }
  }
}
