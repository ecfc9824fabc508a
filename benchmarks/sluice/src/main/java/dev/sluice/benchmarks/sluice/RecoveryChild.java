package dev.sluice.benchmarks.sluice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that runs {@link RecoveryProgram}. Confined to the driver's thread. */
final class RecoveryChild implements AutoCloseable {
  private final long startNanos;
  private final Process process;
  private final BufferedReader out;
  private final PrintStream in;

  private RecoveryChild(long startNanos, Process process) {
    this.startNanos = startNanos;
    this.process = process;
    out = process.inputReader(StandardCharsets.US_ASCII);
    in = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
  }

  /** Starts one, with the heap of this process. */
  static RecoveryChild start(Path kept, int keys, long batchMs) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-Xm"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(RecoveryProgram.class.getName());
    command.addAll(List.of(kept.toString(), String.valueOf(keys), String.valueOf(batchMs)));
    long startNanos = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    return new RecoveryChild(startNanos, process);
  }

  void tell(String order) {
    in.println(order);
  }

  /** The rest of the next line that begins so. */
  String await(String word) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(word)) {
        return line.substring(word.length()).strip();
      }
    }
    throw new IOException("Cannot hear from the program: it ended, expected it to say " + word);
  }

  /** Waits until its outputs have so many updates, from its start on. */
  void awaitUpdates(long updates) throws IOException {
    long found = Long.parseLong(await(RecoveryProgram.OUTPUT));
    while (found < updates) {
      found = Long.parseLong(await(RecoveryProgram.OUTPUT));
    }
  }

  /** Seconds since the process was started. */
  double age() {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  /** Ends it at once, as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
