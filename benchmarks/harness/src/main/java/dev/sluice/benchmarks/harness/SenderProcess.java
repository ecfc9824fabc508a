package dev.sluice.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The driver's handle on a process that runs {@link Sender}. Confined to the driver's thread. */
final class SenderProcess implements AutoCloseable {
  private static final long PATIENCE_MS = 500;

  private final Process process;
  private final BufferedReader out;
  private final PrintStream in;
  private final int port;

  private SenderProcess(Process process) throws IOException {
    this.process = process;
    out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    in = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
    port = Integer.parseInt(expect(Sender.PORT).substring(Sender.PORT.length()));
  }

  static SenderProcess start(Settings settings, boolean heartbeat) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Sender.class.getName(),
                String.valueOf(settings.lines()),
                String.valueOf(settings.seed()),
                String.valueOf(heartbeat))
            .redirectError(Redirect.INHERIT)
            .start();
    return new SenderProcess(process);
  }

  private String expect(String start) throws IOException {
    String line = out.readLine();
    if (line == null || !line.startsWith(start)) {
      throw new IOException(
          "Cannot talk to the sender: found " + line + ", expected a line with " + start);
    }
    return line;
  }

  int port() {
    return port;
  }

  void awaitConnection() throws IOException {
    expect(Sender.CONNECTED);
  }

  void send(long n) {
    in.println(Sender.SEND + n);
  }

  @Override
  public void close() {
    in.close();
    try {
      if (!process.waitFor(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
