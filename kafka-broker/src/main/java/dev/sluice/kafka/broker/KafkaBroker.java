package dev.sluice.kafka.broker;

import dev.sluice.broker.BrokerJars;
import dev.sluice.broker.BrokerProcess;
import dev.sluice.broker.FreePort;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker, alone in its cluster, in a process of its own on 127.0.0.1. It ends with the
 * process that started it. Its address and, until it is closed, its data survive a stop and a kill.
 * It has small settings for tests; topics are not created by use. Thread-safe: guarded by its
 * monitor.
 */
public final class KafkaBroker implements Closeable {
  private static final BrokerJars JARS = new BrokerJars(BrokerMain.class, "kafka-broker");
  private static final int HEAP_MB = 256;

  private final Path directory;
  private final boolean temporary;
  private final int port;
  private final int controllerPort;
  private final Map<String, String> settings;
  private @Nullable BrokerProcess process;

  private KafkaBroker(
      Path directory,
      boolean temporary,
      int port,
      int controllerPort,
      Map<String, String> settings) {
    this.directory = directory;
    this.temporary = temporary;
    this.port = port;
    this.controllerPort = controllerPort;
    this.settings = new TreeMap<>(settings);
  }

  /** A broker on a free port, with its data in a temporary directory; it runs on return. */
  public static KafkaBroker start() throws IOException {
    return start(Map.of());
  }

  /**
   * As {@link #start()}, with other settings than a test broker has.
   *
   * @param settings of {@code server.properties}; {@code <port>} and {@code <controller>} in a
   *     value stand for the ports of the broker and of its controller, on which they listen
   */
  public static KafkaBroker start(Map<String, String> settings) throws IOException {
    Path directory = Files.createTempDirectory("kafka-broker");
    return started(new KafkaBroker(directory, true, FreePort.any(), FreePort.any(), settings));
  }

  /**
   * A broker with its data in a directory, which stays when this is closed.
   *
   * @param directory empty, or that of an earlier broker, which goes on
   * @param port where it listens, or 0 for a free one
   */
  public static KafkaBroker start(Path directory, int port, Map<String, String> settings)
      throws IOException {
    Files.createDirectories(directory);
    int chosen = port == 0 ? FreePort.any() : port;
    return started(new KafkaBroker(directory, false, chosen, FreePort.any(), settings));
  }

  private static KafkaBroker started(KafkaBroker broker) throws IOException {
    try {
      broker.restart();
      return broker;
    } catch (IOException | RuntimeException failure) {
      broker.close();
      throw failure;
    }
  }

  /** Where clients connect: {@code 127.0.0.1:port}, for {@code bootstrap.servers}. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Its port. */
  public int port() {
    return port;
  }

  /** Starts the broker again on its port with its data; without effect if it runs. */
  public synchronized void restart() throws IOException {
    if (process == null || !process.isAlive()) {
      process = BrokerProcess.start(JARS, HEAP_MB, arguments(), directory.resolve("broker.log"));
    }
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add(directory.toAbsolutePath().toString());
    arguments.add(Integer.toString(port));
    arguments.add(Integer.toString(controllerPort));
    settings.forEach(
        (key, value) ->
            arguments.add(
                key
                    + "="
                    + value
                        .replace("<port>", Integer.toString(port))
                        .replace("<controller>", Integer.toString(controllerPort))));
    return arguments;
  }

  /**
   * Stops the broker as an operator does, and waits for its end; without effect if it is not up.
   */
  public synchronized void stop() throws IOException {
    if (process != null) {
      process.stop();
    }
  }

  /** Ends the broker's process at once, as a crash does; without effect if it is not up. */
  public synchronized void kill() {
    if (process != null) {
      process.kill();
    }
  }

  /** The process that is or was the broker. */
  synchronized ProcessHandle handle() {
    if (process == null) {
      throw new IllegalStateException("Cannot tell the broker's process: it was not started");
    }
    return process.handle();
  }

  /** Kills the broker, and deletes its data unless they are in a directory that was given. */
  @Override
  public void close() throws IOException {
    kill();
    if (temporary && Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
