package com.example.uber;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.zeromq.ReliableSender;
import dev.sluice.zeromq.ZeroMQOptions;
import java.io.BufferedReader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class WordCountTest {
  private static final int ENDED_BY_SIGTERM = 143;
  private static final String JAR = System.getProperty("jar");

  @TempDir Path directory;

  @Test
  @Timeout(60)
  void the_jar_alone_counts_words_and_has_the_page() throws Exception {
    String address = "tcp://127.0.0.1:" + freePort();
    Path log = directory.resolve("log");
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR,
                address)
            .redirectError(log.toFile())
            .start();
    try (ReliableSender sender = ReliableSender.start(address, ZeroMQOptions.connect());
        BufferedReader lines = program.inputReader()) {
      sender.send("to be or not to be".getBytes(UTF_8));

      assertTrue(lines.lines().anyMatch("(to,2)"::equals), () -> read(log));
      program.destroy();
      assertEquals(ENDED_BY_SIGTERM, program.waitFor());
      assertTrue(read(log).contains("http://127.0.0.1:"), () -> read(log));
    } finally {
      program.destroyForcibly();
    }
  }

  @Test
  void the_service_files_of_all_archives_are_in_it() throws Exception {
    try (ZipFile jar = new ZipFile(JAR)) {
      assertTrue(jar.getEntry("META-INF/services/dev.sluice.streaming.ContextExtension") != null);
      assertTrue(jar.getEntry("META-INF/services/org.slf4j.spi.SLF4JServiceProvider") != null);
      assertTrue(jar.stream().noneMatch(entry -> entry.getName().endsWith("module-info.class")));
    }
  }

  /** One that the system gives to no outgoing connection before the program listens on it. */
  private static int freePort() throws Exception {
    int port = ThreadLocalRandom.current().nextInt(15_000, 32_000);
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (BindException taken) {
      return freePort();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
