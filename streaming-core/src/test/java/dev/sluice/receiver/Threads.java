package dev.sluice.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What tests do with threads. */
final class Threads {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private Threads() {}

  static <E> E take(BlockingQueue<E> queue) throws InterruptedException {
    E element = queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(element).as("what should have come by now").isNotNull();
    return element;
  }

  static Thread start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  static void join(Thread thread) throws InterruptedException {
    thread.join(PATIENCE.toMillis());
    assertThat(thread.isAlive()).as("whether %s still runs", thread.getName()).isFalse();
  }

  /** Waits until a thread waits for another. */
  static void awaitWaiting(Thread thread) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (thread.getState() != Thread.State.WAITING) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  /** The threads that live and whose names begin so. */
  static Set<String> named(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .collect(Collectors.toSet());
  }
}
