package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.program.ChildProgram;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoverableNetworkWordCountTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path directory;
  private Path output;

  @BeforeEach
  void chooseOutput() {
    output = directory.resolve("counts");
  }

  private void awaitInOutput(String text) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(output).exists().content().contains(text));
  }

  private ChildProgram start(TestServer server) throws Exception {
    String kept = directory.resolve("kept").toString();
    return ChildProgram.start(
        RecoverableNetworkWordCount.class, server.host(), server.port(), kept, output.toString());
  }

  @Test
  void its_totals_go_on_after_it_was_killed() throws Exception {
    try (TestServer server = TestServer.start()) {
      try (ChildProgram first = start(server);
          Socket client = server.accept()) {
        TestServer.send(client, "one two two\n");
        awaitInOutput("(two,2)");
        first.kill();
      }
      try (ChildProgram again = start(server);
          Socket client = server.accept()) {
        TestServer.send(client, "two\n");
        awaitInOutput("(two,3)");
        assertThat(again.terminate()).isEqualTo(143);
      }
    }
  }

  @Test
  void without_arguments_it_counts_a_text_of_its_own() throws Exception {
    try (ChildProgram program = ChildProgram.start(RecoverableNetworkWordCount.class)) {
      program.awaitLog("Counts and checkpoints go to .+, which stays");
      program.awaitLog("Started RecoverableNetworkWordCount.*kept in ");
    }
  }

  @Test
  void three_arguments_show_the_usage_and_end_it() throws Exception {
    try (ChildProgram program =
        ChildProgram.start(RecoverableNetworkWordCount.class, "localhost", "9999", "kept")) {
      assertThat(program.awaitEnd()).isEqualTo(2);
    }
  }
}
