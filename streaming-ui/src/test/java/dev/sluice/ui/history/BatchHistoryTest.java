package dev.sluice.ui.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.listener.BatchInfo;
import dev.sluice.listener.OutputOperationInfo;
import dev.sluice.listener.StreamInputInfo;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchHistoryTest {
  private static final int MOST = 20;

  private final BatchHistory history = new BatchHistory(MOST);

  private static BatchInfo info(long timeMs, OptionalLong start, OptionalLong end, boolean fails) {
    OutputOperationInfo output =
        new OutputOperationInfo(
            new Time(timeMs),
            0,
            "print",
            "print",
            start,
            end,
            fails ? Optional.of("bad") : Optional.empty(),
            Map.of(),
            List.of(),
            0);
    return new BatchInfo(
        new Time(timeMs),
        Map.of(0, new StreamInputInfo(0, timeMs / 1000)),
        timeMs,
        start,
        end,
        Map.of(0, output));
  }

  private void submit(long timeMs) {
    history.onBatchSubmitted(
        new StreamingEvent.BatchSubmitted(
            info(timeMs, OptionalLong.empty(), OptionalLong.empty(), false)));
  }

  private void start(long timeMs, long waitedMs) {
    history.onBatchStarted(
        new StreamingEvent.BatchStarted(
            info(timeMs, OptionalLong.of(timeMs + waitedMs), OptionalLong.empty(), false)));
  }

  private void end(long timeMs, long waitedMs, long ranMs, boolean fails) {
    history.onBatchCompleted(
        new StreamingEvent.BatchCompleted(
            info(
                timeMs,
                OptionalLong.of(timeMs + waitedMs),
                OptionalLong.of(timeMs + waitedMs + ranMs),
                fails)));
  }

  private static OptionalDouble mean(List<BatchInfo> batches, Figure figure) {
    return batches.stream().mapToLong(figure::of).average();
  }

  private interface Figure {
    long of(BatchInfo batch);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void sums_and_counts_are_those_of_the_batches_whatever_happens(long seed) {
    Random random = new Random(seed);
    long submitted = 0;
    List<Long> waiting = new ArrayList<>();
    List<Long> running = new ArrayList<>();
    for (int step = 0; step < 500; step++) {
      int choice = random.nextInt(3);
      if (choice == 0) {
        submitted += 1000;
        submit(submitted);
        waiting.add(submitted);
      } else if (choice == 1 && !waiting.isEmpty()) {
        long time = waiting.remove(0);
        start(time, random.nextInt(50));
        running.add(time);
      } else if (choice == 2 && !running.isEmpty()) {
        long time = running.remove(random.nextInt(running.size()));
        end(time, random.nextInt(50), random.nextInt(50), random.nextBoolean());
      }
      requireConsistent();
    }
  }

  private void requireConsistent() {
    List<Batch> all = history.batches();
    List<BatchInfo> ended =
        all.stream().filter(batch -> batch.status().isEnded()).map(Batch::info).toList();
    Sums sums = history.sums();
    assertThat(all).hasSizeLessThanOrEqualTo(MOST);
    assertThat(history.counts().entrySet())
        .allSatisfy(
            count ->
                assertThat(count.getValue())
                    .isEqualTo(
                        all.stream().filter(batch -> batch.status() == count.getKey()).count()));
    assertThat(history.counts()).hasSameSizeAs(Arrays.asList(Status.values()));
    assertThat(sums.batches()).isEqualTo(ended.size());
    assertThat(sums.meanRecords()).isEqualTo(mean(ended, BatchInfo::numRecords));
    assertThat(sums.meanSchedulingMs())
        .isEqualTo(mean(ended, batch -> batch.schedulingDelay().orElseThrow().toMillis()));
    assertThat(sums.meanProcessingMs())
        .isEqualTo(mean(ended, batch -> batch.processingDelay().orElseThrow().toMillis()));
    assertThat(sums.meanTotalMs())
        .isEqualTo(mean(ended, batch -> batch.totalDelay().orElseThrow().toMillis()));
    assertThat(history.ended(0, Long.MAX_VALUE))
        .containsExactlyInAnyOrderElementsOf(
            all.stream().filter(batch -> batch.status().isEnded()).toList());
  }

  @Test
  void batches_that_ended_are_told_in_the_order_of_that() {
    for (long time = 1_000; time <= 4_000; time += 1_000) {
      submit(time);
      start(time, 0);
    }
    end(2_000, 0, 5, false);
    end(1_000, 0, 9, true);
    end(4_000, 0, 5, false);

    assertThat(history.ended(1, 3))
        .extracting(batch -> batch.time().milliseconds())
        .containsExactly(1_000L, 4_000L);
    assertThat(history.ended(3, 3)).isEmpty();
    assertThat(history.lastEnded().map(Batch::time)).contains(new Time(4_000));
    assertThat(history.newerThan(new Time(2_000))).hasSize(2);
  }

  @Test
  void ten_that_ended_the_one_that_runs_and_the_one_that_waits_longest_tell_all() {
    for (long time = 1_000; time <= 12_000; time += 1_000) {
      submit(time);
      start(time, 0);
      end(time, 0, 5, false);
    }
    submit(13_000);
    start(13_000, 0);
    submit(14_000);
    submit(15_000);

    assertThat(history.telling())
        .extracting(batch -> batch.time().milliseconds() / 1000)
        .containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L);
  }
}
