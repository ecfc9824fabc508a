package dev.sluice.flume.sink;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.apache.flume.Context;
import org.apache.flume.FlumeException;
import org.apache.flume.conf.Configurable;
import org.apache.flume.instrumentation.SinkCounter;
import org.apache.flume.sink.AbstractSink;
import org.jspecify.annotations.Nullable;

/**
 * A sink of a Flume agent that waits for receivers of Sluice to fetch events. A batch that is
 * handed out stays in a transaction of the channel until its receiver says that it is safe; it is
 * put back if the receiver says so, ends, or is silent for {@code timeout} seconds.
 *
 * <p>An agent makes it for {@code type = dev.sluice.flume.sink.SluiceSink}; the README lists the
 * settings. Thread-safe: guarded by its monitor; the thread that calls {@link #process} waits until
 * it is stopped.
 */
public final class SluiceSink extends AbstractSink implements Configurable {
  private @Nullable SinkSettings settings;
  private @Nullable SinkCounter counter;
  private @Nullable SinkServer server;
  private CountDownLatch stopped = new CountDownLatch(1);

  /** A sink that is to be configured. */
  public SluiceSink() {}

  /**
   * Reads the settings.
   *
   * @throws org.apache.flume.conf.ConfigurationException if one is missing or wrong
   */
  @Override
  public synchronized void configure(Context context) {
    settings = SinkSettings.of(context);
  }

  /**
   * Listens for receivers. The agent calls it again if it fails.
   *
   * @throws FlumeException if the port is taken, or a key store cannot be used
   */
  @Override
  public synchronized void start() {
    if (settings == null) {
      throw new IllegalStateException("Cannot start the sink: it was not configured");
    }
    if (server != null) {
      return;
    }
    SinkCounter counting = new SinkCounter(getName());
    try {
      server = SinkServer.start(getName(), getChannel(), settings, counting);
    } catch (IOException e) {
      throw new FlumeException("Cannot start the sink " + getName() + ": " + e.getMessage(), e);
    }
    counter = counting;
    counting.start();
    stopped = new CountDownLatch(1);
    super.start();
  }

  /** The port on which it listens; 0 if it does not. */
  synchronized int port() {
    return server == null ? 0 : server.port();
  }

  /** Waits until the sink is stopped: receivers come for the events. */
  @Override
  public Status process() {
    try {
      stopping().await();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
    return Status.BACKOFF;
  }

  private synchronized CountDownLatch stopping() {
    return stopped;
  }

  /** Ends all connections and puts back what was handed out and not confirmed. */
  @Override
  public synchronized void stop() {
    stopped.countDown();
    if (server != null) {
      try {
        server.stop();
      } catch (IOException e) {
        throw new FlumeException("Cannot stop the sink " + getName(), e);
      } catch (InterruptedException interrupt) {
        Thread.currentThread().interrupt();
      } finally {
        server = null;
      }
    }
    if (counter != null) {
      counter.stop();
    }
    super.stop();
  }
}
