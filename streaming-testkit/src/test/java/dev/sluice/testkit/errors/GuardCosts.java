package dev.sluice.testkit.errors;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.ErrorPolicy;
import dev.sluice.rdd.RDD;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.CrashingStorage;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * What a policy costs a {@code map} that parses a million numbers a batch on two task threads:
 * wall-clock time of a batch, best of several, without bad records and with one in a hundred. A
 * measurement to be run by hand:
 *
 * <pre>{@code
 * java -cp 'streaming-testkit/target/test-classes:streaming-testkit/target/classes:examples/target/lib/*' \
 *   dev.sluice.testkit.errors.GuardCosts
 * }</pre>
 */
public final class GuardCosts {
  private static final int RECORDS = 1_000_000;
  private static final int BATCHES = 30;

  private GuardCosts() {}

  /** Prints a line for each policy. */
  public static void main(String[] args) {
    Map<String, ErrorPolicy> policies = new LinkedHashMap<>();
    policies.put("plain", ErrorPolicy.fail());
    policies.put("skip", ErrorPolicy.skip());
    policies.put("quarantine", ErrorPolicy.quarantine(new CrashingStorage(1)).atMost(RECORDS));
    for (int round = 0; round < 2; round++) {
      policies.forEach((name, policy) -> measure(name + ", none bad", policy, 0));
      policies.forEach(
          (name, policy) -> {
            if (!name.equals("plain")) {
              measure(name + ", 1 in 100 bad", policy, 100);
            }
          });
    }
  }

  private static void measure(String what, ErrorPolicy policy, int everyBad) {
    List<String> lines =
        IntStream.range(0, RECORDS)
            .mapToObj(n -> everyBad > 0 && n % everyBad == 0 ? "x" + n : "" + n)
            .toList();
    long[] best = {Long.MAX_VALUE};
    try (TestStreams streams =
        TestStreams.create(new StreamingConf().setMaster("local[2]"), Durations.seconds(1))) {
      Queue<RDD<String>> queue = new ConcurrentLinkedQueue<>();
      RDD<String> rdd = streams.context().rddContext().parallelize(lines, 2);
      DStream<String> stream = streams.context().queueStream(queue).onError(policy);
      stream
          .map(Integer::parseInt)
          .filter(number -> number < 0)
          .foreachRDD(
              numbers -> {
                if (numbers.count() != 0) {
                  throw new IllegalStateException("negative");
                }
              });
      streams.start();
      for (int batch = 0; batch < BATCHES; batch++) {
        queue.add(rdd);
        long begun = System.nanoTime();
        streams.advance(1);
        best[0] = Math.min(best[0], System.nanoTime() - begun);
      }
    }
    System.out.printf("%-28s %7.2f ms a batch%n", what, best[0] / 1e6);
  }
}
