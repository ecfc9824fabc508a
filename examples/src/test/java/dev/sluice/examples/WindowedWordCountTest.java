package dev.sluice.examples;

import dev.sluice.program.ChildProgram;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class WindowedWordCountTest {

  @Test
  void it_counts_a_window_and_lets_what_is_old_go() throws Exception {
    try (TestServer server = TestServer.start();
        ChildProgram program =
            ChildProgram.start(WindowedWordCount.class, server.host(), server.port(), "100")) {
      try (Socket connection = server.accept()) {
        TestServer.send(connection, "old old\n");
        program.awaitOutput("^\\(old,2\\)$");
        TestServer.send(connection, "new\n");
        program.awaitOutput("^\\(new,1\\)$.*^\\(old,0\\)$");
      }
    }
  }
}
