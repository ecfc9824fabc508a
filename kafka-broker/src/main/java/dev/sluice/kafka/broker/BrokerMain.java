package dev.sluice.kafka.broker;

import dev.sluice.broker.BrokerProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * The process of a {@link KafkaBroker}: one node that is broker and controller. Confined to the
 * main thread.
 */
final class BrokerMain implements BrokerProgram {
  private static final String CLUSTER = "cluster-id";

  private final Path directory;
  private final Properties settings;
  private @Nullable KafkaRaftServer server;

  private BrokerMain(Path directory, Properties settings) {
    this.directory = directory;
    this.settings = settings;
  }

  /**
   * Runs until the standard input ends.
   *
   * @param args a directory, the port of the broker, that of the controller, then {@code key=value}
   *     for each setting that is to differ
   */
  public static void main(String[] args) {
    Path directory = Path.of(args[0]);
    Properties settings = settings(directory, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    for (int i = 3; i < args.length; i++) {
      int equals = args[i].indexOf('=');
      settings.setProperty(args[i].substring(0, equals), args[i].substring(equals + 1));
    }
    BrokerProgram.run(new BrokerMain(directory, settings));
  }

  @Override
  public void start() throws IOException {
    if (!Files.exists(directory.resolve(CLUSTER))) {
      format(directory, settings);
    }
    KafkaRaftServer started = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    server = started;
    started.startup();
  }

  @Override
  public void stop() {
    KafkaRaftServer started = server;
    if (started != null) {
      started.shutdown();
      started.awaitShutdown();
    }
  }

  /** One node that needs little memory and lets tests be quick. */
  private static Properties settings(Path directory, int port, int controllerPort) {
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
            "controller.listener.names", "CONTROLLER",
            "inter.broker.listener.name", "PLAINTEXT",
            "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
            "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
            "log.dirs", directory.resolve("logs").toString(),
            "auto.create.topics.enable", "false"));
    settings.putAll(
        Map.of(
            "offsets.topic.num.partitions", "1",
            "offsets.topic.replication.factor", "1",
            "transaction.state.log.num.partitions", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "share.coordinator.state.topic.num.partitions", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1"));
    settings.putAll(
        Map.of(
            "group.initial.rebalance.delay.ms", "0",
            "group.min.session.timeout.ms", "1000",
            "group.consumer.min.session.timeout.ms", "1000",
            "group.consumer.min.heartbeat.interval.ms", "100",
            "group.consumer.heartbeat.interval.ms", "200",
            // A cleaner keeps 128 MiB.
            "log.cleaner.enable", "false"));
    return settings;
  }

  private static void format(Path directory, Properties settings) throws IOException {
    String cluster = Uuid.randomUuid().toString();
    Path file = directory.resolve("server.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      settings.store(writer, null);
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code =
        StorageTool.execute(
            new String[] {"format", "-t", cluster, "-c", file.toString()},
            new PrintStream(said, true, StandardCharsets.UTF_8));
    if (code != 0) {
      throw new IOException(
          "Cannot format %s: found exit code %d, %s"
              .formatted(directory, code, said.toString(StandardCharsets.UTF_8)));
    }
    Files.writeString(directory.resolve(CLUSTER), cluster);
  }
}
