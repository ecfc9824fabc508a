package dev.sluice.kafka.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One run of a broker's process. Thread-safe: immutable but for the process. */
final class BrokerProcess {
  private static final long START_S = 120;
  private static final long STOP_S = 30;
  private static final int LAST_LINES = 20;

  private final Process process;

  private BrokerProcess(Process process) {
    this.process = process;
  }

  /** Runs a command and waits until the broker says that it is ready. */
  static BrokerProcess start(List<String> command, Path log) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    // Ends a broker that does not come up, which ends its output.
    CompletableFuture<Boolean> ready = new CompletableFuture<>();
    CompletableFuture<Boolean> limited =
        ready
            .copy()
            .completeOnTimeout(false, START_S, TimeUnit.SECONDS)
            .whenComplete((isReady, failure) -> endUnless(isReady, process));
    ready.complete(awaitReady(process));
    if (limited.join() && process.isAlive()) {
      return new BrokerProcess(process);
    }
    process.destroyForcibly();
    throw new IOException(
        "Cannot start a broker: found no word from it in %d s or its end, its log ends with%n%s"
            .formatted(START_S, lastLines(log)));
  }

  private static void endUnless(boolean isReady, Process process) {
    if (!isReady) {
      process.destroyForcibly();
    }
  }

  private static boolean awaitReady(Process process) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    while (line != null && !line.equals(BrokerMain.READY)) {
      line = lines.readLine();
    }
    return line != null;
  }

  private static String lastLines(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Ends its input, which it takes as a request to end, and waits for that. */
  void stop() throws IOException {
    process.getOutputStream().close();
    try {
      if (process.waitFor(STOP_S, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
    kill();
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }
}
