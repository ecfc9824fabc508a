package dev.sluice.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One run of a broker in a process of its own, which ends when the one that started it does.
 * Thread-safe: immutable but for the process.
 */
public final class BrokerProcess {
  private static final long START_S = 120;
  private static final long STOP_S = 30;
  private static final int LAST_LINES = 20;

  private final Process process;

  private BrokerProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts a {@link BrokerProgram}, and waits until it is ready.
   *
   * @param jars the class with the main method, and where the server's archives are
   * @param heapMb the most heap that it may use, in MiB
   * @param arguments of the main method
   * @param log to which the process's standard error is appended, in a directory of the broker's
   *     own: its temporary files are in one beside the log, and stay there
   * @throws IOException if it ends before it is ready, or is not ready after two minutes; with the
   *     end of the log
   */
  public static BrokerProcess start(BrokerJars jars, int heapMb, List<String> arguments, Path log)
      throws IOException {
    Path temporary = Files.createDirectories(log.toAbsolutePath().resolveSibling("tmp"));
    Process process =
        new ProcessBuilder(command(jars, heapMb, temporary, arguments))
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

  private static List<String> command(
      BrokerJars jars, int heapMb, Path temporary, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapMb + "m");
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.addAll(List.of("-cp", jars.classPath(), jars.main().getName()));
    command.addAll(arguments);
    return command;
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
    while (line != null && !line.equals(BrokerProgram.READY)) {
      line = lines.readLine();
    }
    return line != null;
  }

  private static String lastLines(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The process, which may have ended. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /**
   * Asks it to end by ending its input, and waits for that; kills it if it takes half a minute.
   * Without effect if it has ended.
   */
  public void stop() throws IOException {
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

  /** Ends it at once, as a crash does, and waits for that; without effect if it has ended. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }
}
