package dev.sluice.hdfs.peer;

import dev.sluice.broker.BrokerProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.protocol.HdfsConstants.DatanodeReportType;
import org.apache.hadoop.hdfs.server.datanode.DataNode;
import org.apache.hadoop.hdfs.server.namenode.NameNode;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;
import org.jspecify.annotations.Nullable;

/** The process of one node of an {@link HdfsCluster}. Confined to the main thread. */
abstract class Node implements BrokerProgram {
  static final String NAME_NODE = "name";
  static final String DATA_NODE = "data";
  private static final long STEP_MS = 50;
  private static final int MOST_STEPS = 2000;
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
   *     ports of a DataNode for data and calls, how many DataNodes a NameNode waits for, then
   *     {@code key=value} for each setting that is to differ
   */
  public static void main(String[] args) {
    Path directory = Path.of(args[1]);
    Configuration settings = settings(directory, args[2], args[3], args[4]);
    for (int i = 6; i < args.length; i++) {
      int equals = args[i].indexOf('=');
      settings.set(args[i].substring(0, equals), args[i].substring(equals + 1));
    }
    // The format and the start each register the same metrics.
    DefaultMetricsSystem.setMiniClusterMode(true);
    BrokerProgram.run(
        args[0].equals(NAME_NODE)
            ? new Names(directory, settings, Integer.parseInt(args[5]))
            : new Data(directory, settings));
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
    private final int dataNodes;
    private @Nullable NameNode node;

    Names(Path directory, Configuration settings, int dataNodes) {
      super(directory, settings);
      this.dataNodes = dataNodes;
    }

    @Override
    public void start() throws IOException, InterruptedException {
      if (!Files.exists(directory.resolve("names"))) {
        Files.createDirectories(directory.resolve("names"));
        NameNode.format(settings);
      }
      NameNode started = NameNode.createNameNode(new String[0], settings);
      node = started;
      CountDownLatch never = new CountDownLatch(1);
      for (int step = 0; started.isInSafeMode() || usable(started) < dataNodes; step++) {
        if (step == MOST_STEPS || never.await(STEP_MS, TimeUnit.MILLISECONDS)) {
          throw new IOException(
              "Cannot start HDFS: found %d DataNodes in %d s, expected %d"
                  .formatted(usable(started), MOST_STEPS * STEP_MS / 1000, dataNodes));
        }
      }
    }

    /** How many DataNodes have told how much room they have. */
    private static long usable(NameNode node) {
      return node
          .getNamesystem()
          .getBlockManager()
          .getDatanodeManager()
          .getDatanodeListForReport(DatanodeReportType.LIVE)
          .stream()
          .filter(each -> each.getRemaining() > 0)
          .count();
    }

    @Override
    public void stop() {
      NameNode started = node;
      if (started != null) {
        started.stop();
      }
    }
  }

  /** A DataNode, which finds its NameNode in its own time. */
  private static final class Data extends Node {
    private @Nullable DataNode node;

    Data(Path directory, Configuration settings) {
      super(directory, settings);
    }

    @Override
    public void start() throws IOException {
      node = DataNode.createDataNode(new String[0], settings);
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
