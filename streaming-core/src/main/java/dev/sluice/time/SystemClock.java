package dev.sluice.time;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The time of the operating system. Tasks run on one daemon thread, {@code sluice-clock}, which the
 * first {@link #schedule} starts and {@link #close} ends. Waits are measured in nanoseconds; a wait
 * is never longer than a second at once, so that a step of the system's time is noticed.
 *
 * <p>Thread-safe: a lock guards the queue and the thread's life. A task that throws does not harm
 * the clock; what it threw goes to the consumer given.
 */
public final class SystemClock implements Clock, AutoCloseable {

  private static final long LONGEST_WAIT_MS = 1_000;

  private final Consumer<? super Throwable> onError;
  private final TimerQueue timers = new TimerQueue();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Thread thread;
  private boolean closed;

  /**
   * Makes a clock whose thread does not run yet.
   *
   * @param onError receives, on the clock's thread, whatever a task throws; must not block
   */
  public SystemClock(Consumer<? super Throwable> onError) {
    this.onError = onError;
  }

  @Override
  public long millis() {
    return System.currentTimeMillis();
  }

  @Override
  public Timer schedule(long atMs, Runnable task) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            "Cannot schedule a task: the clock is closed, found a task for time " + atMs + " ms");
      }
      TimerQueue.Entry entry = timers.add(atMs, task);
      if (thread == null) {
        thread = new Thread(this::run, "sluice-clock");
        thread.setDaemon(true);
        thread.start();
      }
      if (entry.equals(timers.first())) {
        changed.signal();
      }
      return () -> timers.remove(entry);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Cancels all tasks and waits for the clock's thread to end, except when called on that thread or
   * interrupted while waiting; an interrupt stays set. May be called again, from any thread.
   */
  @Override
  public void close() {
    Thread running;
    lock.lock();
    try {
      closed = true;
      timers.clear();
      changed.signal();
      running = thread;
    } finally {
      lock.unlock();
    }
    if (running == null || running == Thread.currentThread()) {
      return;
    }
    try {
      running.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Runnable task = awaitTask();
    while (task != null) {
      try {
        task.run();
      } catch (Throwable thrown) {
        report(thrown);
      }
      task = awaitTask();
    }
  }

  private @Nullable Runnable awaitTask() {
    lock.lock();
    try {
      while (!closed) {
        TimerQueue.Entry first = timers.first();
        long waitNanos = first == null ? Long.MAX_VALUE : nanosUntil(first.atMs());
        if (first != null && waitNanos <= 0) {
          if (timers.remove(first)) {
            return first.task();
          }
        } else if (first == null) {
          changed.await();
        } else {
          changed.awaitNanos(waitNanos);
        }
      }
      return null;
    } catch (InterruptedException interrupted) {
      closed = true;
      timers.clear();
      Thread.currentThread().interrupt();
      report(interrupted);
      return null;
    } finally {
      lock.unlock();
    }
  }

  private static long nanosUntil(long atMs) {
    Instant now = Instant.now();
    if (atMs <= now.toEpochMilli()) {
      return 0;
    }
    if (atMs - now.toEpochMilli() > LONGEST_WAIT_MS) {
      return TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT_MS);
    }
    return now.until(Instant.ofEpochMilli(atMs), ChronoUnit.NANOS);
  }

  private void report(Throwable thrown) {
    try {
      onError.accept(thrown);
    } catch (Throwable fromHandler) {
      fromHandler.addSuppressed(thrown);
      Thread self = Thread.currentThread();
      self.getUncaughtExceptionHandler().uncaughtException(self, fromHandler);
    }
  }
}
