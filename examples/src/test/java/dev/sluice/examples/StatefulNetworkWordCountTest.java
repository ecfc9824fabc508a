package dev.sluice.examples;

import dev.sluice.program.ChildProgram;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class StatefulNetworkWordCountTest {

  @Test
  void it_counts_from_the_beginning_on() throws Exception {
    try (TestServer server = TestServer.start();
        ChildProgram program =
            ChildProgram.start(
                StatefulNetworkWordCount.class, server.host(), server.port(), "100")) {
      try (Socket connection = server.accept()) {
        TestServer.send(connection, "one two two\n");
        program.awaitOutput("^\\(two,2\\)$");
        TestServer.send(connection, "two three\n");
        program.awaitOutput("^\\(two,3\\)$");
      }
    }
  }
}
