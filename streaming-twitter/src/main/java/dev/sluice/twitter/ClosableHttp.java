package dev.sluice.twitter;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A client of HTTP whose threads and connections end when it is closed. The JDK's own has no way to
 * do that before Java 21; but its thread ends by an interrupt, and is in the group of the thread
 * that makes the client. Thread-safe: the client is, the rest is immutable.
 */
final class ClosableHttp implements AutoCloseable {
  private final ThreadGroup group;
  private final ExecutorService executor;
  private final HttpClient client;

  private ClosableHttp(ThreadGroup group, ExecutorService executor, HttpClient client) {
    this.group = group;
    this.executor = executor;
    this.client = client;
  }

  /** A client that follows no redirection, as its requests have credentials. */
  static ClosableHttp open(String name, Duration connectTimeout) {
    ThreadGroup group = new ThreadGroup(name);
    ExecutorService executor =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(group, task, name);
              thread.setDaemon(true);
              return thread;
            });
    HttpClient client =
        CompletableFuture.supplyAsync(
                () -> client(executor, connectTimeout),
                making -> new Thread(group, making, name).start())
            .join();
    return new ClosableHttp(group, executor, client);
  }

  private static HttpClient client(ExecutorService executor, Duration connectTimeout) {
    return HttpClient.newBuilder()
        .executor(executor)
        .connectTimeout(connectTimeout)
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  HttpClient client() {
    return client;
  }

  /** Breaks its connections and waits for the end of its threads. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    executor.shutdownNow();
    group.interrupt();
    Thread[] threads = new Thread[group.activeCount() + 8];
    int found = group.enumerate(threads);
    for (int i = 0; i < found; i++) {
      interrupted |= joinThrough(threads[i]);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether there was an interrupt, which does not keep the thread from ending. */
  private static boolean joinThrough(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException interrupt) {
        interrupted = true;
      }
    }
    return interrupted;
  }
}
