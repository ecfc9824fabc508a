package dev.sluice.hdfs.peer;

import dev.sluice.broker.Directories;
import dev.sluice.broker.FreePort;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * HDFS on 127.0.0.1: a NameNode and some DataNodes, each in a process of its own, which ends with
 * the process that started it. Their addresses and, until this is closed, their data survive a
 * kill. Everybody may do everything; a DataNode is dead for the NameNode when it was not heard of
 * for 12 s. Thread-safe: the nodes are.
 */
public final class HdfsCluster implements Closeable {
  private final Path directory;
  private final int port;
  private final NodeProcess names;
  private final List<NodeProcess> data;

  private HdfsCluster(Path directory, int dataNodes, Map<String, String> settings)
      throws IOException {
    this.directory = directory;
    this.port = FreePort.any();
    List<String> more =
        new TreeMap<>(settings)
            .entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList();
    this.names = node(Node.NAME_NODE, directory.resolve("name"), dataNodes, more);
    List<NodeProcess> nodes = new ArrayList<>();
    for (int i = 0; i < dataNodes; i++) {
      nodes.add(node(Node.DATA_NODE, directory.resolve("data-" + i), dataNodes, more));
    }
    this.data = List.copyOf(nodes);
  }

  private NodeProcess node(String kind, Path place, int dataNodes, List<String> settings)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(kind, place.toString(), Integer.toString(port)));
    arguments.add(Integer.toString(FreePort.any()));
    arguments.add(Integer.toString(FreePort.any()));
    arguments.add(Integer.toString(dataNodes));
    arguments.addAll(settings);
    return new NodeProcess(place, arguments);
  }

  /**
   * A cluster with its data in a temporary directory; all nodes run on return.
   *
   * @param dataNodes how many DataNodes
   */
  public static HdfsCluster start(int dataNodes) throws IOException {
    return start(dataNodes, Map.of());
  }

  /**
   * As {@link #start(int)}, with other settings than a test cluster has.
   *
   * @param dataNodes how many DataNodes
   * @param settings of {@code hdfs-site.xml}, for all nodes
   */
  public static HdfsCluster start(int dataNodes, Map<String, String> settings) throws IOException {
    HdfsCluster cluster =
        new HdfsCluster(Files.createTempDirectory("hdfs-peer"), dataNodes, settings);
    try {
      cluster.startNodes();
      return cluster;
    } catch (IOException | RuntimeException failure) {
      cluster.close();
      throw failure;
    }
  }

  /** DataNodes wait for nobody; the NameNode is ready when it has heard of all of them. */
  private void startNodes() throws IOException {
    List<CompletableFuture<Void>> starts = new ArrayList<>();
    for (NodeProcess node : data) {
      starts.add(CompletableFuture.runAsync(() -> start(node), task -> new Thread(task).start()));
    }
    names.start();
    try {
      CompletableFuture.allOf(starts.toArray(CompletableFuture<?>[]::new)).join();
    } catch (CompletionException failure) {
      throw new IOException(failure.getCause());
    }
  }

  private static void start(NodeProcess node) {
    try {
      node.start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Where clients connect: {@code hdfs://127.0.0.1:port}. */
  public URI uri() {
    return URI.create("hdfs://127.0.0.1:" + port);
  }

  /** The number of DataNodes, be they up or not. */
  public int dataNodes() {
    return data.size();
  }

  /** Ends a DataNode's process at once, as a crash does; without effect if it is not up. */
  public void killDataNode(int index) {
    data.get(index).kill();
  }

  /**
   * Starts a DataNode again on its ports with its data; without effect if it runs. The NameNode
   * hears of it a little later.
   */
  public void restartDataNode(int index) throws IOException {
    data.get(index).start();
  }

  /** Ends the NameNode's process at once, as a crash does; without effect if it is not up. */
  public void killNameNode() {
    names.kill();
  }

  /**
   * Starts the NameNode again on its port with its names, and waits until it has heard of all
   * DataNodes; without effect if it runs.
   */
  public void restartNameNode() throws IOException {
    names.start();
  }

  /** The processes of the nodes, the NameNode's first. */
  List<ProcessHandle> handles() {
    return Stream.concat(Stream.of(names), data.stream()).map(NodeProcess::handle).toList();
  }

  /** Kills all nodes, and deletes their data. */
  @Override
  public void close() throws IOException {
    data.forEach(NodeProcess::kill);
    names.kill();
    Directories.delete(directory);
  }
}
