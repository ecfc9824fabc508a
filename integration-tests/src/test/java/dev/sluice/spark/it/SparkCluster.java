package dev.sluice.spark.it;

import dev.sluice.broker.FreePort;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A master and two workers in containers. Confined to the test's thread. */
final class SparkCluster implements Closeable {
  private final String master;
  private final SparkNode masterNode;
  private final List<String> hosts = List.of("127.0.0.2", "127.0.0.3");
  private final List<SparkNode> workers;

  private SparkCluster(int port) {
    master = "spark://127.0.0.1:" + port;
    masterNode = SparkNode.master(port);
    workers = hosts.stream().map(host -> SparkNode.worker(host, master)).toList();
  }

  static SparkCluster start() throws IOException {
    SparkCluster cluster = new SparkCluster(FreePort.any());
    cluster.masterNode.start();
    cluster.workers.forEach(SparkNode::start);
    return cluster;
  }

  String master() {
    return master;
  }

  /** The worker whose executors are known by a host. */
  SparkNode worker(String host) {
    int number = hosts.indexOf(host);
    if (number < 0) {
      throw new IllegalArgumentException(
          "Cannot find a worker: found host " + host + ", expected one of " + hosts);
    }
    return workers.get(number);
  }

  @Override
  public void close() {
    workers.forEach(SparkNode::close);
    masterNode.close();
  }
}
