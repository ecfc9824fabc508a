package dev.sluice.streaming;

import dev.sluice.dstream.GraphNode;
import dev.sluice.engine.BlockStore.Usage;
import dev.sluice.monitor.DriverSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;

/**
 * Looks at a program without touching it: for pages and metrics. Asking costs the program nothing
 * until somebody asks, and then one event of its driver.
 *
 * <p>Thread-safe: what never changes, and questions to parts that are thread-safe.
 */
public final class ProgramMonitor {
  private final Program program;

  ProgramMonitor(Program program) {
    this.program = program;
  }

  /** The name of the program. */
  public String application() {
    return program.conf().get(ConfKeys.APP_NAME);
  }

  /** The version of Sluice; empty if it runs from unpacked classes. */
  public Optional<String> version() {
    return Build.VERSION;
  }

  /** The engine in words, such as {@code embedded, 2 task threads}. */
  public String engine() {
    return program.engine().traits().description();
  }

  /** The time between two batches. */
  public Duration batchInterval() {
    return program.graph().batchInterval();
  }

  /** The time of the program's clock, in milliseconds. */
  public long nowMs() {
    return program.clock().millis();
  }

  /** What the program promises; complete once the context starts. */
  public Guarantees guarantees() {
    return program.guarantees();
  }

  /**
   * The graph, parents first, then the outputs; complete once the program has started. Waits while
   * the driver makes a batch, which may be long if a function of the program hangs: the graph in a
   * {@link #snapshot} does not.
   */
  public List<GraphNode> graph() {
    return program.graph().nodes();
  }

  /**
   * A picture of the program, taken by its driver after what it has to do already: a driver that
   * hangs in a function of the program does not answer.
   *
   * @return fails with an {@code IllegalStateException} if the program has not started or has ended
   */
  public CompletableFuture<DriverSnapshot> snapshot() {
    return program.snapshot();
  }

  /** The first failure of the program; its cause is the user's own exception. */
  public Optional<RuntimeException> failure() {
    return program.termination().failure();
  }

  /** What memory for blocks holds. */
  public Usage blocks() {
    return program.engine().blocks().usage();
  }

  /** How many events listeners missed because too many waited. */
  public long droppedEvents() {
    return program.bus().dropped();
  }

  /** Where state and progress are kept, in words; empty if they are not. */
  public Optional<String> checkpointPlace() {
    return program.place().map(CheckpointPlace::toString);
  }

  /** Whether what receivers receive is logged. */
  public boolean isLoggingReceived() {
    return program.conf().get(CheckpointKeys.WRITE_AHEAD_LOG);
  }

  /**
   * Counts the files of the checkpoint directory. Reads the directory: not for every batch.
   *
   * @return empty if there is no local directory
   * @throws IOException if it cannot be read
   */
  public Optional<List<StoredFiles>> storedFiles() throws IOException {
    Optional<Path> directory = program.place().flatMap(CheckpointPlace::directory);
    return directory.isPresent() ? Optional.of(StoredFiles.in(directory.get())) : Optional.empty();
  }

  /** What the archive says of itself, read once. Immutable. */
  private static final class Build {
    private static final String PROPERTIES =
        "/META-INF/maven/dev.sluice/streaming-core/pom.properties";
    private static final Optional<String> VERSION = version();

    private Build() {}

    private static Optional<String> version() {
      try (InputStream in = ProgramMonitor.class.getResourceAsStream(PROPERTIES)) {
        Properties build = new Properties();
        if (in != null) {
          build.load(in);
        }
        return Optional.ofNullable(build.getProperty("version"));
      } catch (IOException unreadable) {
        return Optional.empty();
      }
    }
  }
}
