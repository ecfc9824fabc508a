package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.streaming.StreamingConf;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Batches that become due while those of before an interruption are still under way. */
class PiledUpBatchesTest {
  private static final int MISSED = 100;
  private static final int PILED_UP = 4_000;

  private final List<Time> done = Collections.synchronizedList(new ArrayList<>());
  private CrashingStorage storage = new CrashingStorage(1);

  /** A program that begins at a time and whose batches wait for a gate. */
  private TestStreams program(int second, CountDownLatch gate) {
    TestStreams streams =
        TestStreams.create(
            new StreamingConf(),
            Durations.seconds(1),
            new Time(second * Durations.seconds(1).toMillis()));
    streams.context().checkpoint(storage);
    streams
        .input(List.of(List.of("a")))
        .foreachRDD(
            (rdd, batch) -> {
              gate.await();
              done.add(batch);
            });
    return streams;
  }

  @Test
  void however_many_have_piled_up_all_are_made() {
    try (TestStreams first = program(0, new CountDownLatch(0))) {
      first.start();
      first.advance(1);
    }
    storage = storage.recover();

    CountDownLatch gate = new CountDownLatch(1);
    try (TestStreams second = program(1 + MISSED, gate)) {
      second.start();
      var unused =
          second
              .clock()
              .schedule(Durations.seconds(1 + MISSED + PILED_UP).toMillis(), gate::countDown);
      second.advanceAtOnce(PILED_UP);
    }

    assertThat(done).doesNotHaveDuplicates().hasSize(1 + MISSED + PILED_UP);
  }
}
