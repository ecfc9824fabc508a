package dev.sluice.hdfs.peer;

import dev.sluice.broker.BrokerProgram;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.server.datanode.DataNode;
import org.apache.hadoop.hdfs.server.namenode.NameNode;
import org.jspecify.annotations.Nullable;

/** The process of one node of an {@link HdfsCluster}. Confined to the main thread. */
abstract class Node implements BrokerProgram {
  static final String NAME_NODE = "name";
  static final String DATA_NODE = "data";
  private static final String LOOPBACK = "127.0.0.1:";

  final Path directory;
  final Configuration settings;

  private Node(Path directory, Configuration settings) {
    this.directory = directory;
    this.settings = settings;
  }

  /**
   * Runs until the standard input ends.
   *
   * @param args {@link #NAME_NODE} or {@link #DATA_NODE}, a directory, the NameNode's port, the
   *     ports of a DataNode for data and calls, then {@code key=value} for each setting that is to
   *     differ
   */
  public static void main(String[] args) {
    Path directory = Path.of(args[1]);
    Configuration settings = settings(directory, args[2], args[3], args[4]);
    for (int i = 5; i < args.length; i++) {
      int equals = args[i].indexOf('=');
      settings.set(args[i].substring(0, equals), args[i].substring(equals + 1));
    }
    BrokerProgram.run(
        args[0].equals(NAME_NODE) ? new Names(directory, settings) : new Data(directory, settings));
  }

  /** Little memory, quick answers; a DataNode is dead when it was not heard of for 12 s. */
  private static Configuration settings(Path directory, String port, String data, String calls) {
    Configuration settings = new Configuration();
    settings.set("fs.defaultFS", "hdfs://" + LOOPBACK + port);
    settings.set("dfs.namenode.rpc-address", LOOPBACK + port);
    settings.set("dfs.namenode.http-address", LOOPBACK + "0");
    settings.set("dfs.namenode.name.dir", directory.resolve("names").toUri().toString());
    settings.set("dfs.datanode.data.dir", directory.resolve("blocks").toUri().toString());
    settings.set("dfs.datanode.address", LOOPBACK + data);
    settings.set("dfs.datanode.ipc.address", LOOPBACK + calls);
    settings.set("dfs.datanode.http.address", LOOPBACK + "0");
    settings.set("dfs.datanode.hostname", "127.0.0.1");
    settings.setBoolean("dfs.namenode.datanode.registration.ip-hostname-check", false);
    settings.setBoolean("dfs.permissions.enabled", false);
    settings.setInt("dfs.namenode.safemode.extension", 0);
    settings.setInt("dfs.namenode.decommission.interval", 1);
    settings.setInt("dfs.heartbeat.interval", 1);
    settings.setInt("dfs.namenode.heartbeat.recheck-interval", 1000);
    settings.setInt("dfs.namenode.handler.count", 5);
    settings.setInt("dfs.namenode.redundancy.interval.seconds", 1);
    settings.setLong("dfs.namenode.fs-limits.min-block-size", 1);
    settings.setLong("dfs.datanode.du.reserved", 0);
    settings.setInt("dfs.namenode.resource.du.reserved", 0);
    settings.setInt("dfs.datanode.scan.period.hours", -1);
    return settings;
  }

  /** The NameNode; its names are made by its first start. */
  private static final class Names extends Node {
    private @Nullable NameNode node;

    Names(Path directory, Configuration settings) {
      super(directory, settings);
    }

    @Override
    public void start() throws IOException {
      if (!Files.exists(directory.resolve("names"))) {
        Files.createDirectories(directory.resolve("names"));
        NameNode.format(settings);
      }
      node = NameNode.createNameNode(new String[0], settings);
    }

    @Override
    public void stop() {
      NameNode started = node;
      if (started != null) {
        started.stop();
      }
    }
  }

  /** A DataNode. */
  private static final class Data extends Node {
    private static final long STEP_MS = 50;

    private @Nullable DataNode node;

    Data(Path directory, Configuration settings) {
      super(directory, settings);
    }

    @Override
    public void start() throws IOException, InterruptedException {
      DataNode started = DataNode.createDataNode(new String[0], settings);
      node = started;
      URI names = URI.create(settings.get("fs.defaultFS"));
      while (!started.isDatanodeFullyStarted() || !started.isConnectedToNN(address(names))) {
        synchronized (this) {
          wait(STEP_MS);
        }
      }
    }

    private static java.net.InetSocketAddress address(URI names) {
      return new java.net.InetSocketAddress(names.getHost(), names.getPort());
    }

    @Override
    public void stop() {
      DataNode started = node;
      if (started != null) {
        started.shutdown();
      }
    }
  }
}
