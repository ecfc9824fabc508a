package dev.sluice.hdfs.peer;

import dev.sluice.broker.BrokerJars;
import dev.sluice.broker.BrokerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One node, which may be down. Thread-safe: guarded by its monitor. */
final class NodeProcess {
  private static final BrokerJars JARS = new BrokerJars(Node.class, "hdfs-peer");
  private static final int HEAP_MB = 160;

  private final Path directory;
  private final List<String> arguments;
  private @Nullable BrokerProcess process;

  /**
   * A node that is not yet started.
   *
   * @param directory where it keeps its data and its log
   * @param arguments of its main method
   */
  NodeProcess(Path directory, List<String> arguments) {
    this.directory = directory;
    this.arguments = List.copyOf(arguments);
  }

  /** Starts it with its data; without effect if it runs. */
  synchronized void start() throws IOException {
    if (process == null || !process.isAlive()) {
      Files.createDirectories(directory);
      process = BrokerProcess.start(JARS, HEAP_MB, arguments, directory.resolve("node.log"));
    }
  }

  /** Ends it at once, as a crash does; without effect if it is not up. */
  synchronized void kill() {
    if (process != null) {
      process.kill();
    }
  }

  /** The process that is or was the node. */
  synchronized ProcessHandle handle() {
    if (process == null) {
      throw new IllegalStateException("Cannot tell the process of " + directory + ": not started");
    }
    return process.handle();
  }
}
