package dev.sluice.flume.agent;

import dev.sluice.broker.BrokerJars;
import dev.sluice.broker.BrokerProcess;
import dev.sluice.broker.FreePort;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Flume agent in a process of its own, with Sluice's sink on its class path. It ends with the
 * process that started it; its directory, in which a file channel may be, stays until it is closed.
 * Thread-safe: guarded by its monitor.
 */
public final class FlumeAgent implements Closeable {
  /** With what the lines of a configuration begin. */
  public static final String NAME = "agent";

  /** What stands for the agent's directory in a configuration. */
  public static final String DIRECTORY = "<directory>";

  private static final int HEAP_MB = 256;
  private static final String SINK = "dev/sluice/flume/sink/SluiceSink.class";

  private final Path directory;
  private final int monitoring;
  private final List<Integer> ports;
  private @Nullable BrokerProcess process;

  private FlumeAgent(Path directory, int monitoring, List<Integer> ports) {
    this.directory = directory;
    this.monitoring = monitoring;
    this.ports = ports;
  }

  /**
   * An agent that runs on return.
   *
   * @param configuration of the agent {@link #NAME}
   * @param ports on which its sources and sinks listen when it is ready
   */
  public static FlumeAgent start(String configuration, Integer... ports) throws IOException {
    Path directory = Files.createTempDirectory("flume-agent");
    FlumeAgent agent = new FlumeAgent(directory, FreePort.any(), Arrays.asList(ports));
    try {
      Files.writeString(
          agent.configuration(), configuration.replace(DIRECTORY, directory.toString()));
      agent.restart();
      return agent;
    } catch (IOException | RuntimeException failure) {
      agent.close();
      throw failure;
    }
  }

  private Path configuration() {
    return directory.resolve("agent.properties");
  }

  /** Starts the agent again with its directory; without effect if it runs. */
  public synchronized void restart() throws IOException {
    if (process == null || !process.isAlive()) {
      List<String> arguments = new ArrayList<>();
      arguments.add(configuration().toString());
      arguments.add(Integer.toString(monitoring));
      ports.forEach(port -> arguments.add(port.toString()));
      process = BrokerProcess.start(jars(), HEAP_MB, arguments, directory.resolve("agent.log"));
    }
  }

  private static BrokerJars jars() {
    return new BrokerJars(AgentMain.class, "flume-agent", List.of(placeOfSink()));
  }

  /** The class itself cannot be loaded here, as it extends one of Flume's. */
  private static Path placeOfSink() {
    URL found = FlumeAgent.class.getClassLoader().getResource(SINK);
    if (found == null) {
      throw new IllegalStateException("Cannot start an agent: found no " + SINK + ", expected it");
    }
    String place = found.toString();
    String root = place.substring(0, place.length() - SINK.length());
    try {
      return root.startsWith("jar:")
          ? Path.of(new URI(root.substring("jar:".length(), root.lastIndexOf('!'))))
          : Path.of(new URI(root));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Cannot start an agent: its sink is in no file", e);
    }
  }

  /** Whether it runs. */
  public synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Stops the agent as an operator does, and waits for its end; without effect if it is down. */
  public synchronized void stop() throws IOException {
    if (process != null) {
      process.stop();
    }
  }

  /** Ends the agent's process at once, as a crash does; without effect if it is down. */
  public synchronized void kill() {
    if (process != null) {
      process.kill();
    }
  }

  /** What the agent has logged. */
  public String log() throws IOException {
    return Files.readString(directory.resolve("agent.log"));
  }

  /**
   * One of the agent's figures, such as {@code CHANNEL.c1} and {@code ChannelSize}.
   *
   * @throws IOException if the agent does not answer, or does not have it
   */
  public long figure(String component, String name) throws IOException {
    String json = HttpExchange.of(monitoring, "GET /metrics HTTP/1.0", "");
    Matcher found =
        Pattern.compile(
                "\"%s\":\\{[^}]*\"%s\":\"(\\d+)\""
                    .formatted(Pattern.quote(component), Pattern.quote(name)))
            .matcher(json);
    if (!found.find()) {
      throw new IOException(
          "Cannot tell %s of %s: found %s, expected it".formatted(name, component, json));
    }
    return Long.parseLong(found.group(1));
  }

  /** Kills the agent and deletes its directory. */
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
