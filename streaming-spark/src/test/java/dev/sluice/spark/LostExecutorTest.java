package dev.sluice.spark;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.HashPartitioner;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An executor is killed while a program runs on two. */
class LostExecutorTest {
  private static final int NUMBERS = 6000;
  private static final int GROUPS = 10;
  private static final int PATIENCE_S = 120;

  @Test
  @Timeout(value = 400, unit = TimeUnit.SECONDS)
  void every_number_counts_once_although_the_executor_of_the_receiver_is_killed()
      throws IOException {
    try (NumberServer server = new NumberServer();
        StreamingContext context =
            new StreamingContext(
                Clusters.conf("local-cluster[2,2,1024]"), Durations.milliseconds(500))) {
      Map<Integer, Integer> counts = new ConcurrentHashMap<>();
      Map<Integer, Integer> states = new ConcurrentHashMap<>();
      var numbers = context.receiverStream(new NumberReceiver(server.port()));
      numbers.foreachRDD(
          rdd -> rdd.collect().forEach(number -> counts.merge(number, 1, Integer::sum)));
      numbers
          .mapToPair(number -> new Tuple2<>(number % GROUPS, 1))
          .updateStateByKey(LostExecutorTest::add, new HashPartitioner(3))
          .foreachRDD(rdd -> rdd.collect().forEach(sum -> states.put(sum._1(), sum._2())));
      context.start();

      server.sendUpTo(NUMBERS / 3);
      await().atMost(PATIENCE_S, SECONDS).until(() -> counts.size() > NUMBERS / 6);
      kill(server.processes().get(server.processes().size() - 1));
      server.sendUpTo(NUMBERS);

      await().atMost(PATIENCE_S, SECONDS).until(() -> counts.size() == NUMBERS && server.isDone());
      await().atMost(PATIENCE_S, SECONDS).until(() -> sum(states) >= NUMBERS);
      assertThat(counts.values()).containsOnly(1);
      assertThat(sum(states)).isEqualTo(NUMBERS);
      assertThat(server.processes())
          .hasSizeGreaterThan(1)
          .doesNotContain(ProcessHandle.current().pid());
    }
  }

  private static Optional<Integer> add(List<Integer> ones, Optional<Integer> sum) {
    return Optional.of(sum.orElse(0) + ones.size());
  }

  private static int sum(Map<Integer, Integer> states) {
    return states.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static void kill(long process) {
    assertThat(process).isNotEqualTo(ProcessHandle.current().pid());
    ProcessHandle.of(process).orElseThrow().destroyForcibly();
  }
}
