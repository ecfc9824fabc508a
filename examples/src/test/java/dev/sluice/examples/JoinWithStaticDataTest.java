package dev.sluice.examples;

import dev.sluice.program.ChildProgram;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class JoinWithStaticDataTest {

  @Test
  void it_joins_words_with_what_is_known_of_them() throws Exception {
    try (TestServer server = TestServer.start();
        ChildProgram program =
            ChildProgram.start(JoinWithStaticData.class, server.host(), server.port(), "100")) {
      try (Socket connection = server.accept()) {
        TestServer.send(connection, "a river is no mill river\n");
        program.awaitOutput("^\\(river,\\(2,landscape\\)\\)$");
      }
    }
  }
}
