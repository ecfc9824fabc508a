package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** What tests do with threads. */
final class Threads {
  static final long PATIENCE_S = 20;

  private Threads() {}

  /** Runs something on another thread. */
  static <T> FutureTask<T> start(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "test");
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  static <T> T get(FutureTask<T> task) throws Exception {
    return task.get(PATIENCE_S, TimeUnit.SECONDS);
  }

  static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(PATIENCE_S, TimeUnit.SECONDS)).as("the latch opened").isTrue();
  }

  static boolean isAlive(String name) {
    return ofTheLibrary().stream().anyMatch(thread -> thread.getName().equals(name));
  }

  /** Waits until no thread of that name is alive. */
  static void awaitEnd(String name) throws InterruptedException {
    for (Thread thread : ofTheLibrary()) {
      if (thread.getName().equals(name)) {
        thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_S));
      }
    }
    assertThat(isAlive(name)).as(name + " is alive").isFalse();
  }

  /** Fails if a thread of the library does not end. */
  static void assertNoneLeft() throws InterruptedException {
    for (Thread thread : ofTheLibrary()) {
      thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_S));
    }
    assertThat(ofTheLibrary()).isEmpty();
  }

  private static List<Thread> ofTheLibrary() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("sluice-"))
        .filter(Thread::isAlive)
        .toList();
  }
}
