package dev.sluice.scheduler;

import dev.sluice.dstream.DStreamGraph;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets the command line look at a program that it must not run. While a guard is set, no context of
 * this process starts, on whatever thread: its graph is shown to the guard instead, and its start
 * ends with {@link ProgramInspected}. The package is not exported, so nobody else can set one.
 *
 * <p>Thread-safe: an atomic reference.
 */
public final class StartGuard implements AutoCloseable {
  private static final AtomicReference<@Nullable StartGuard> SET = new AtomicReference<>();

  private final Consumer<DStreamGraph> inspector;

  private StartGuard(Consumer<DStreamGraph> inspector) {
    this.inspector = inspector;
  }

  /** Ends the start of a context whose program was looked at; caught by who set the guard. */
  public static final class ProgramInspected extends Error {
    private static final long serialVersionUID = 1L;

    private ProgramInspected() {
      super("The program was looked at and does not start", null, false, false);
    }
  }

  /**
   * Sets a guard until it is closed.
   *
   * @param inspector is called with each graph that was to be started, on the thread that was to
   *     start it
   * @throws IllegalStateException if there is one
   */
  public static StartGuard set(Consumer<DStreamGraph> inspector) {
    StartGuard guard = new StartGuard(inspector);
    if (!SET.compareAndSet(null, guard)) {
      throw new IllegalStateException("Cannot look at a program: another is looked at");
    }
    return guard;
  }

  /** Whether programs are looked at only, and must change nothing. */
  public static boolean isSet() {
    return SET.get() != null;
  }

  /**
   * Passes if there is no guard.
   *
   * @param graph of the context that is to start
   * @throws ProgramInspected otherwise, once the guard has looked at the graph
   */
  public static void pass(DStreamGraph graph) {
    StartGuard guard = SET.get();
    if (guard != null) {
      guard.inspector.accept(graph);
      throw new ProgramInspected();
    }
  }

  /** Lets programs start again; idempotent. */
  @Override
  public void close() {
    SET.compareAndSet(this, null);
  }
}
