package dev.sluice.examples;

import dev.sluice.program.ChildProgram;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class CustomReceiverExampleTest {

  @Test
  void it_counts_what_a_server_sends_and_connects_again_when_that_hangs_up() throws Exception {
    try (TestServer server = TestServer.start();
        ChildProgram program =
            ChildProgram.start(CustomReceiverExample.class, server.host(), server.port(), "100")) {
      try (Socket first = server.accept()) {
        TestServer.send(first, "one two two\n");
        program.awaitOutput("^\\(two,2\\)$");
      }

      try (Socket second = server.accept()) {
        TestServer.send(second, "three three three\n");
        program.awaitOutput("^\\(three,3\\)$");

        program.terminate();
        program.awaitLog("Drain report: everything received was processed");
      }
    }
  }

  @Test
  void without_arguments_it_counts_a_text_of_its_own() throws Exception {
    try (ChildProgram program = ChildProgram.start(CustomReceiverExample.class)) {
      program.awaitOutput("^Time: \\d+000 ms\n-{43}\n\\(\\w+,\\d+\\)$");
    }
  }
}
