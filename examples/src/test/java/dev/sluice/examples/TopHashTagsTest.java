package dev.sluice.examples;

import dev.sluice.program.ChildProgram;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class TopHashTagsTest {

  @Test
  void it_ranks_the_tags_of_a_window() throws Exception {
    try (TestServer server = TestServer.start();
        ChildProgram program =
            ChildProgram.start(TopHashTags.class, server.host(), server.port(), "100")) {
      try (Socket connection = server.accept()) {
        TestServer.send(connection, "#a text #b #b #c #c #c #d #d #d #d\n");
        program.awaitOutput("^Popular at \\d+ ms: \\[\\(#d,4\\), \\(#c,3\\), \\(#b,2\\)\\]$");
      }
    }
  }
}
