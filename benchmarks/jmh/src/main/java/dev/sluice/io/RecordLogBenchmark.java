package dev.sluice.io;

import dev.sluice.time.ManualClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Appends to a log on the disk of the temporary files, until it is durable. */
@State(Scope.Thread)
public class RecordLogBenchmark {
  static final int GROUP = 1_000;

  private static final int BYTES = 1_000;

  private final byte[] record = new byte[BYTES];
  private Optional<Path> directory = Optional.empty();
  private Optional<RecordLog> log = Optional.empty();

  /** For JMH. */
  public RecordLogBenchmark() {}

  /** Opens a log. */
  @Setup
  public void open() throws IOException {
    Path made = Files.createTempDirectory("benchmarks-log");
    directory = Optional.of(made);
    // A clock that stands: files are changed by size, not by age.
    log =
        Optional.of(
            RecordLog.open(
                new LocalStorage(made),
                "log",
                LogSettings.of("bench"),
                new ManualClock(),
                LogEvents.IGNORED));
  }

  /** Closes and deletes it. */
  @TearDown
  public void close() throws IOException {
    log.orElseThrow().close();
    FileTrees.delete(directory.orElseThrow());
  }

  /** One record, waited for: the latency of a commit. */
  @Benchmark
  public LogPosition commit() throws InterruptedException, ExecutionException {
    return log.orElseThrow().append(ByteBuffer.wrap(record)).get();
  }

  /** Many records, the last one waited for: what group commit makes of them, per record. */
  @Benchmark
  @OperationsPerInvocation(GROUP)
  public LogPosition group() throws InterruptedException, ExecutionException {
    RecordLog open = log.orElseThrow();
    CompletableFuture<LogPosition> last = open.append(ByteBuffer.wrap(record));
    for (int i = 1; i < GROUP; i++) {
      last = open.append(ByteBuffer.wrap(record));
    }
    return last.get();
  }
}
