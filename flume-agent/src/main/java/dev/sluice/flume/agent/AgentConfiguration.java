package dev.sluice.flume.agent;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The configuration of an agent with one source, one channel and one sink, which it calls {@code
 * s1}, {@code c1} and {@code k1}. Immutable: each method returns another one.
 */
public final class AgentConfiguration {
  private final Map<String, String> settings;

  private AgentConfiguration(Map<String, String> settings) {
    this.settings = settings;
  }

  /** Takes what is posted to a port of the loopback address; has no channel and no sink yet. */
  public static AgentConfiguration ofPosts(int port) {
    return new AgentConfiguration(
            Map.of("sources", "s1", "channels", "c1", "sinks", "k1", "sources.s1.channels", "c1"))
        .with("sources.s1.type", "http")
        .with("sources.s1.bind", "127.0.0.1")
        .with("sources.s1.port", port)
        .with("sinks.k1.channel", "c1");
  }

  /** Keeps events in memory. */
  public AgentConfiguration withMemoryChannel() {
    return with("channels.c1.type", "memory")
        .with("channels.c1.capacity", 200_000)
        .with("channels.c1.transactionCapacity", 1_000)
        .with("channels.c1.keep-alive", 0);
  }

  /** Keeps events in files of the agent's directory. */
  public AgentConfiguration withFileChannel() {
    return with("channels.c1.type", "file")
        .with("channels.c1.checkpointDir", FlumeAgent.DIRECTORY + "/checkpoint")
        .with("channels.c1.dataDirs", FlumeAgent.DIRECTORY + "/data")
        .with("channels.c1.minimumRequiredSpace", 1 << 20)
        .with("channels.c1.capacity", 1_000_000)
        .with("channels.c1.transactionCapacity", 1_000);
  }

  /** Pushes events to a port of the loopback address. */
  public AgentConfiguration withAvroSink(int port) {
    return with("sinks.k1.type", "avro")
        .with("sinks.k1.hostname", "127.0.0.1")
        .with("sinks.k1.port", port)
        .with("sinks.k1.batch-size", 500);
  }

  /** Has events fetched from a port of the loopback address. */
  public AgentConfiguration withSluiceSink(int port) {
    return with("sinks.k1.type", "dev.sluice.flume.sink.SluiceSink").with("sinks.k1.port", port);
  }

  /** With a setting, whose key is as in {@code sinks.k1.type}. */
  public AgentConfiguration with(String key, Object value) {
    Map<String, String> more = new TreeMap<>(settings);
    more.put(key, value.toString());
    return new AgentConfiguration(more);
  }

  /** As an agent reads it. */
  public String text() {
    return settings.entrySet().stream()
        .map(setting -> FlumeAgent.NAME + "." + setting.getKey() + " = " + setting.getValue())
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
