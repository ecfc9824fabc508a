package com.example.stomp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StompWordCountTest {
  private static final int ENDED_BY_SIGTERM = 143;

  @Test
  @Timeout(60)
  void it_counts_the_words_of_messages_until_it_is_told_to_end() throws Exception {
    try (TestBroker broker = new TestBroker()) {
      broker.publish("to be or not to be".getBytes(UTF_8));
      Process program = start(broker);
      try (BufferedReader lines = program.inputReader()) {
        assertTrue(lines.lines().anyMatch("(to,2)"::equals));

        program.destroy();

        assertEquals(ENDED_BY_SIGTERM, program.waitFor());
      } finally {
        program.destroyForcibly();
      }
    }
  }

  private static Process start(TestBroker broker) throws Exception {
    ProcessBuilder program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StompWordCount.class.getName(),
                broker.host(),
                String.valueOf(broker.port()),
                "/queue/a")
            .redirectError(Redirect.INHERIT);
    program.environment().put("STOMP_PASSCODE", TestBroker.PASSCODE);
    return program.start();
  }
}
