package dev.sluice.watch;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The threads of this process at a moment. Immutable.
 *
 * @param alive those that were alive
 */
record Threads(Set<Thread> alive) {
  /**
   * Threads that the JDK, JUnit, Surefire, Awaitility, Testcontainers and RxJava keep for reuse,
   * and those that HiveMQ's client ends some seconds after its last connection.
   */
  private static final Pattern KEPT =
      Pattern.compile(
          "process reaper.*|ForkJoinPool\\.commonPool-.*|CompletableFutureDelayScheduler"
              + "|Common-Cleaner|Keep-Alive-Timer|Cleaner-\\d+|Attach Listener|JNA Cleaner"
              + "|junit-.*|surefire-.*|awaitility.*"
              + "|testcontainers-.*|ducttape-.*|docker-java-.*|httpclient-.*"
              + "|RxComputationThreadPool-\\d+|RxCachedThreadScheduler-\\d+"
              + "|RxCachedWorkerPoolEvictor-\\d+|RxSchedulerPurge-\\d+"
              + "|com\\.hivemq\\.client\\.mqtt-[-\\d]+");

  static Threads now() {
    return new Threads(Set.copyOf(Thread.getAllStackTraces().keySet()));
  }

  /** Waits for newer threads to end; those that do not in time, with what they are doing. */
  List<String> outlived(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    List<Thread> newer =
        now().alive.stream()
            .filter(thread -> !alive.contains(thread) && thread != Thread.currentThread())
            .filter(thread -> !KEPT.matcher(thread.getName()).matches())
            .toList();
    for (Thread thread : newer) {
      long leftMs = (deadline - System.nanoTime()) / 1_000_000;
      if (leftMs > 0) {
        thread.join(leftMs);
      }
    }
    return newer.stream().filter(Thread::isAlive).map(Threads::describe).toList();
  }

  private static String describe(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .map(frame -> "\n    at " + frame)
        .collect(Collectors.joining("", thread.getName() + ", " + thread.getState(), ""));
  }
}
