package dev.sluice.ui.web;

import dev.sluice.ui.api.DirectorySizes;
import dev.sluice.ui.history.Watched;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * The server of one program. Its threads are daemons and end with it: {@code sluice-ui-k} for
 * requests, {@code sluice-ui-timer}, and {@code sluice-ui-events} for what viewers are told.
 * Thread-safe: guarded by its monitor.
 */
public final class UiServer implements AutoCloseable {
  private static final int THREADS = 8;
  private static final int IDLE_MS = 30_000;
  private static final int ENDING_MS = 500;

  /** How long the thread that tells viewers may take to tell them the end. */
  private static final int GOODBYE_MS = 2_000;

  private static final int LEAST_COMPRESSED_BYTES = 2_048;

  private final Binding binding;
  private final ScheduledExecutorService background;
  private final EventStreams events;
  private final Server server;
  private final ServerConnector connector;
  private boolean closed;

  /**
   * A server that does not listen yet.
   *
   * @param metrics in Prometheus' text format
   * @throws IOException if there is no such host
   */
  public UiServer(Binding binding, Watched program, Supplier<String> metrics) throws IOException {
    this.binding = binding;
    this.background =
        Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "sluice-ui-events"));
    Access access = new Access(binding.isLoopback(), binding.token());
    this.events = new EventStreams(program, access.wantsToken(), background);
    DirectorySizes directory = new DirectorySizes(program.monitor(), background, System::nanoTime);
    this.server =
        new Server(threads(), new ScheduledExecutorScheduler("sluice-ui-timer", true), null);
    this.connector = new ServerConnector(server, null, null, null, 0, 1, http());
    connector.setIdleTimeout(IDLE_MS);
    connector.setShutdownIdleTimeout(ENDING_MS);
    server.addConnector(connector);
    server.setErrorHandler(new PlainErrors());
    server.setStopTimeout(0);
    server.setHandler(
        compressing(
            new Gate(
                access, new Routes(program, directory, metrics, access.wantsToken()), events)));
  }

  /** Compresses what is worth it for those who take that, but not events: they are not to wait. */
  private static Handler compressing(Handler handler) {
    GzipCompression gzip = new GzipCompression();
    gzip.setMinCompressSize(LEAST_COMPRESSED_BYTES);
    CompressionConfig what =
        CompressionConfig.builder()
            .compressExcludePath(Gate.EVENTS)
            .decompressExcludePath("/*")
            .build();
    CompressionHandler compressing = new CompressionHandler(handler);
    compressing.putCompression(gzip);
    compressing.putConfiguration("/*", what);
    return compressing;
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
    threads.setName("sluice-ui");
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    threads.setStopTimeout(ENDING_MS);
    return threads;
  }

  private static HttpConnectionFactory http() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendXPoweredBy(false);
    return new HttpConnectionFactory(configuration);
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Begins to listen.
   *
   * @throws Exception if no port is free, or a thread cannot be made; nothing is left of it then
   */
  public synchronized void start() throws Exception {
    try {
      binding.open(connector);
      server.start();
      events.start();
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  /** The port that it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Where the page is. */
  public String address() {
    return binding.address(port());
  }

  /**
   * Tells viewers, ends all threads and frees the port; idempotent. An interrupt stays set.
   *
   * @throws IOException if a part of the server does not end
   */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    boolean interrupted = Thread.interrupted();
    try {
      sayGoodbye();
      background.shutdownNow();
      server.stop();
      connector.close();
      var unused = background.awaitTermination(ENDING_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    } catch (Exception e) {
      throw new IOException("Cannot end the server at " + address(), e);
    } finally {
      background.shutdownNow();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void sayGoodbye() throws InterruptedException, ExecutionException {
    try {
      var unused = background.submit(events::end).get(GOODBYE_MS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException busy) {
      background.shutdownNow();
    }
  }
}
