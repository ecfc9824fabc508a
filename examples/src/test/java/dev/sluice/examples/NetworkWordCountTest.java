package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.program.ChildProgram;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkWordCountTest {
  private static final int ENDED_BY_SIGTERM = 143;

  @Test
  void without_arguments_it_counts_a_text_of_its_own_and_says_how_to_feed_it() throws Exception {
    try (ChildProgram program = ChildProgram.start(NetworkWordCount.class)) {
      program.awaitLog("nc -lk 9999.*bin/run-example NetworkWordCount localhost 9999");
      program.awaitOutput("^-{43}\nTime: \\d+000 ms\n-{43}\n\\(\\w+,\\d+\\)$");
    }
  }

  @Test
  void it_counts_what_a_server_sends_and_ends_with_a_drain_report() throws Exception {
    try (TestServer server = TestServer.start();
        ChildProgram program =
            ChildProgram.start(NetworkWordCount.class, server.host(), server.port(), "100");
        Socket client = server.accept()) {
      TestServer.send(client, "to be or not to be\n");
      program.awaitOutput("^\\(to,2\\)$");
      program.awaitLog("Started NetworkWordCount");

      int exitCode = program.terminate();

      assertThat(exitCode).isEqualTo(ENDED_BY_SIGTERM);
      program.awaitLog("Drain report: everything received was processed.*records left 0");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "localhost port", "localhost 0", "localhost 9999 0", "a 1 2 3"})
  void wrong_arguments_show_the_usage_and_end_it(String arguments) throws Exception {
    try (ChildProgram program = ChildProgram.start(NetworkWordCount.class, arguments.split(" "))) {
      assertThat(program.awaitEnd()).isEqualTo(2);
      program.awaitLog("^Usage: bin/run-example NetworkWordCount \\[HOST PORT \\[BATCH_MS\\]\\]$");
    }
  }
}
