package dev.sluice.mqtt.broker;

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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An MQTT broker, for the versions 3.1.1 and 5, in a process of its own on 127.0.0.1. It ends with
 * the process that started it. Its address and, until it is closed, its sessions and messages
 * survive a stop and a kill. Thread-safe: guarded by its monitor.
 */
public final class MqttBroker implements Closeable {
  /** The setting with the only user who may connect; without it everybody may. */
  public static final String USER = "user";

  /** The setting with that user's password. */
  public static final String PASSWORD = "password";

  /**
   * The setting that, if {@code true}, has the broker write nothing: its sessions and messages end
   * with its process. Messages then come in the order in which they were published; those that are
   * written may overtake each other, even if each waited for the answer to the one before.
   */
  public static final String IN_MEMORY = "inMemory";

  /** The settings that are not of Artemis. */
  static final Set<String> OWN = Set.of(USER, PASSWORD, IN_MEMORY);

  private static final BrokerJars JARS = new BrokerJars(BrokerMain.class, "mqtt-broker");
  private static final int HEAP_MB = 256;

  private final Path directory;
  private final int port;
  private final Map<String, String> settings;
  private @Nullable BrokerProcess process;

  private MqttBroker(Path directory, int port, Map<String, String> settings) {
    this.directory = directory;
    this.port = port;
    this.settings = new TreeMap<>(settings);
  }

  /** A broker on a free port, with its data in a temporary directory; it runs on return. */
  public static MqttBroker start() throws IOException {
    return start(Map.of());
  }

  /**
   * As {@link #start()}, with settings.
   *
   * @param settings {@link #USER}, {@link #PASSWORD}, {@link #IN_MEMORY} and parameters of Artemis'
   *     acceptor, such as {@code sslEnabled} and {@code keyStorePath}
   */
  public static MqttBroker start(Map<String, String> settings) throws IOException {
    MqttBroker broker =
        new MqttBroker(Files.createTempDirectory("mqtt-broker"), FreePort.any(), settings);
    try {
      broker.restart();
      return broker;
    } catch (IOException | RuntimeException failure) {
      broker.close();
      throw failure;
    }
  }

  /** Where clients connect: {@code tcp://127.0.0.1:port}. */
  public String address() {
    return "tcp://127.0.0.1:" + port;
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
    settings.forEach((key, value) -> arguments.add(key + "=" + value));
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

  /** Kills the broker, and deletes its data. */
  @Override
  public void close() throws IOException {
    kill();
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
