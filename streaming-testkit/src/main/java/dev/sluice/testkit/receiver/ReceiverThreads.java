package dev.sluice.testkit.receiver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The threads that belong to one run of a receiver: the one that starts and stops it, and all that
 * come from it. Thread-safe: a monitor guards the failures.
 */
final class ReceiverThreads extends ThreadGroup {
  /** Names of threads of the library and the JVM that may be started on the receiver's behalf. */
  private static final List<String> NOT_ITS_OWN =
      List.of(
          "sluice-receiver-",
          "sluice-blocks-",
          "sluice-clock",
          "sluice-task-",
          "sluice-log",
          "ForkJoinPool.commonPool-");

  private static final Set<Thread.State> WAITING =
      EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

  private final List<Throwable> escaped = new ArrayList<>();

  ReceiverThreads() {
    super("receiver under test");
  }

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    synchronized (escaped) {
      escaped.add(failure);
    }
  }

  /** What ended a thread. */
  List<Throwable> escaped() {
    synchronized (escaped) {
      return List.copyOf(escaped);
    }
  }

  /** The receiver's own threads that are alive. */
  List<Thread> alive() {
    return all().stream()
        .filter(thread -> NOT_ITS_OWN.stream().noneMatch(thread.getName()::startsWith))
        .toList();
  }

  /** Those that wait inside a method of that name, of the library's too. */
  List<Thread> waitingInside(String method) {
    return all().stream()
        .filter(thread -> WAITING.contains(thread.getState()))
        .filter(
            thread ->
                Arrays.stream(thread.getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals(method)))
        .toList();
  }

  private List<Thread> all() {
    Thread[] threads = new Thread[2 * activeCount() + 16];
    int found = enumerate(threads);
    return List.of(Arrays.copyOf(threads, found));
  }
}
