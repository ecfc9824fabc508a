package dev.sluice.containers;

import com.github.dockerjava.api.DockerClient;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/**
 * A broker in a container that tests break. Its port stays, and so do its data unless they are
 * wiped. Confined to the test's thread.
 */
public abstract class BrokerContainer implements Closeable {
  private @Nullable GenericContainer<?> container;

  /** For those who say what is in it. */
  protected BrokerContainer() {}

  /** A container that has not started, always with the same port of the host. */
  protected abstract GenericContainer<?> newContainer();

  /** Waits until the broker serves, after its container has started again. */
  protected abstract void awaitServing() throws Exception;

  /** Starts it; it serves on return. Without effect if it was started. */
  public final void start() {
    if (container == null) {
      GenericContainer<?> created = newContainer();
      container = created;
      created.start();
    }
  }

  /** The container as it was started last. */
  protected final GenericContainer<?> container() {
    if (container == null) {
      throw new IllegalStateException("Cannot reach a container: it was not started");
    }
    return container;
  }

  /** Has all its processes stand still. */
  public final void pause() {
    client().pauseContainerCmd(id()).exec();
  }

  /** Has them go on. */
  public final void unpause() {
    client().unpauseContainerCmd(id()).exec();
  }

  /** Ends it as {@code kill -9} does. */
  public final void kill() {
    client().killContainerCmd(id()).exec();
  }

  /** Ends it as {@code kill} does, so that it can keep what it has; waits for that. */
  public final void stop() {
    client().stopContainerCmd(id()).exec();
  }

  /** Starts it again with its data after {@link #kill} or {@link #stop}; it serves on return. */
  public final void restart() throws Exception {
    client().startContainerCmd(id()).exec();
    awaitServing();
  }

  /** Replaces it by one without data; it serves on return. */
  public final void wipe() {
    close();
    start();
  }

  private String id() {
    return container().getContainerId();
  }

  private static DockerClient client() {
    return DockerClientFactory.instance().client();
  }

  @Override
  public final void close() {
    if (container != null) {
      container.stop();
      container = null;
    }
  }
}
