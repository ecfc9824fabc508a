package dev.sluice.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.recovery.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A broker that messages flow into, and programs that come and go and take them out, all with one
 * directory. Confined to the test's thread.
 */
public final class Trial implements AutoCloseable {
  private static final int HEAP_MB = 512;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int SLOWEST_PER_SECOND = 2_000;

  private final String name;
  private final Path root;
  private final Class<?> program;
  private final List<String> arguments;
  private final MessageFlow flow;
  private final Supplier<Outlet> outlet;
  private final Arrivals arrivals = new Arrivals();
  private final long begun = System.nanoTime();

  /**
   * A trial that no program takes part in yet.
   *
   * @param name for what is printed
   * @param root the directory, which is the program's first argument
   * @param program a class with a main method, which does as {@link ChildProcess} has it
   * @param arguments its others
   * @param flow is closed by this
   * @param outlet opens where the messages come out
   */
  public Trial(
      String name,
      Path root,
      Class<?> program,
      List<String> arguments,
      MessageFlow flow,
      Supplier<Outlet> outlet) {
    this.name = name;
    this.root = root;
    this.program = program;
    this.arguments = List.copyOf(arguments);
    this.flow = flow;
    this.outlet = outlet;
  }

  /** Starts the program. */
  public ChildProcess start() throws IOException {
    List<String> all = new ArrayList<>();
    all.add(root.toString());
    all.addAll(arguments);
    return ChildProcess.start(program, HEAP_MB, root.resolve("log"), all);
  }

  /** Has messages flow until there are so many at least, and a program take all that are left. */
  public void finish(String what, int least) throws Exception {
    try (ChildProcess last = start()) {
      last.awaitBegun();
      finish(what, least, last);
    }
  }

  /**
   * The same with a program that runs. It is stopped gracefully; then each message must have come
   * out once. Prints the counts.
   */
  public void finish(String what, int least, ChildProcess last) throws Exception {
    int produced = flow.end(least);
    try (Outlet opened = outlet.get()) {
      awaitArrivals(opened, produced, last);
      last.end();
      arrived(opened);
    }
    report(what, produced);
  }

  private void awaitArrivals(Outlet opened, int produced, ChildProcess last)
      throws IOException, InterruptedException {
    try {
      await()
          .atMost(PATIENCE.plusSeconds(produced / SLOWEST_PER_SECOND))
          .pollInterval(POLL)
          .until(() -> !last.isAlive() || arrived(opened) == produced);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "Found %d of %d messages, the program's log is:%n%s%nand its threads:%n%s"
              .formatted(arrivals.count(), produced, last.log(), last.stacks()),
          e);
    }
  }

  private int arrived(Outlet opened) throws Exception {
    arrivals.add(opened.next());
    return arrivals.count();
  }

  private void report(String what, int produced) throws IOException {
    BitSet lost = arrivals.lost(produced);
    BitSet doubled = arrivals.doubled();
    System.out.printf(
        "%s, %s: messages=%d arrived=%d lost=%d doubled=%d seconds=%.1f%n",
        what,
        name,
        produced,
        arrivals.count(),
        lost.cardinality(),
        doubled.cardinality(),
        (System.nanoTime() - begun) / 1e9);
    assertThat(lost).as("lost").isEqualTo(new BitSet());
    assertThat(doubled).as("doubled").isEqualTo(new BitSet());
    assertThat(Files.readAllLines(root.resolve("log")))
        .as("errors that the programs logged")
        .noneMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} ERROR .*"));
  }

  @Override
  public void close() {
    flow.close();
  }
}
