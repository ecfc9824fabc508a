package dev.sluice.testkit;

import dev.sluice.io.LocalStorage;
import dev.sluice.time.Durations;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a checkpoint directory adds to the time of a small batch: ten records, a reduction by key,
 * wall-clock time from tick to idle of each batch, first without a directory, then with one.
 * Arguments: an empty directory, number of batches. A measurement to be run by hand, after {@code
 * mvn verify}:
 *
 * <pre>{@code
 * java -cp 'streaming-testkit/target/test-classes:streaming-testkit/target/classes:examples/target/lib/*' \
 *   dev.sluice.testkit.DurableBatchCosts target/batch-costs 2000
 * }</pre>
 */
public final class DurableBatchCosts {
  private static final List<Integer> RECORDS = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

  private DurableBatchCosts() {}

  /** Measures twice without and twice with a directory. */
  public static void main(String[] args) {
    int batches = Integer.parseInt(args[1]);
    for (int round = 1; round <= 2; round++) {
      measure("no directory", Optional.empty(), batches);
      Path directory = Path.of(args[0], "round-" + round);
      measure("checkpoint directory", Optional.of(directory), batches);
    }
  }

  private static void measure(String what, Optional<Path> directory, int batches) {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      directory.ifPresent(path -> streams.context().checkpoint(new LocalStorage(path)));
      streams
          .input(Collections.nCopies(batches, RECORDS))
          .countByValue()
          .foreachRDD(rdd -> rdd.foreach(record -> {}));
      streams.start();
      long[] took = new long[batches];
      for (int batch = 0; batch < batches; batch++) {
        long begun = System.nanoTime();
        streams.advance(1);
        took[batch] = System.nanoTime() - begun;
      }
      long[] sorted = Arrays.copyOfRange(took, batches / 2, batches);
      Arrays.sort(sorted);
      System.out.printf(
          "%s: median %.2f ms, 99th percentile %.2f ms a batch%n",
          what, sorted[sorted.length / 2] / 1e6, sorted[sorted.length * 99 / 100] / 1e6);
    }
  }
}
