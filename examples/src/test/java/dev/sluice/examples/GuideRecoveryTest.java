package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import dev.sluice.time.ManualClock;
import dev.sluice.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guides show of checkpoints. */
class GuideRecoveryTest {
  private static final Duration SECOND = Durations.seconds(1);

  @TempDir Path base;
  private final List<String> totals = new ArrayList<>();
  private Path input;
  private String kept;

  @BeforeEach
  void makeDirectories() throws IOException {
    input = Files.createDirectory(base.resolve("in"));
    kept = base.resolve("kept").toString();
  }

  @Test
  void a_program_goes_on_where_it_was() throws IOException {
    ManualClock clock = new ManualClock();
    try (StreamingContext ssc =
        StreamingContext.getOrCreate(kept, () -> create(input.toString(), clock))) {
      ssc.start();
      drop("first", "eve", clock);
      clock.advance(SECOND);
    }

    // snippet: GuideGetOrCreate
    try (StreamingContext ssc =
        StreamingContext.getOrCreate(kept, () -> create(input.toString(), clock))) {
      ssc.start();
      // ... ssc.awaitTermination();
      // end of snippet
      drop("second", "eve", clock);
      clock.advance(SECOND);
    }

    assertThat(totals).endsWith("[(eve,2)]");
  }

  // snippet: GuideFactory
  private StreamingContext create(String directory, ManualClock clock) {
    StreamingConf conf = new StreamingConf().setMaster("local[2]").setAppName("Totals");
    StreamingContext ssc = new StreamingContext(conf, Durations.seconds(1), clock);
    ssc.textFileStream(directory)
        .named("names")
        .mapToPair(name -> new Tuple2<>(name, 1))
        .<Integer>updateStateByKey((ones, total) -> Optional.of(total.orElse(0) + ones.size()))
        .named("totals")
        .checkpoint(Durations.seconds(5))
        .foreachRDD(rdd -> totals.add(rdd.collect().toString()));
    return ssc;
  }

  // end of snippet

  @Test
  void batches_that_were_missed_run_first_each_with_its_own_time() {
    Duration tenSeconds = Durations.seconds(10);
    List<Time> times = new ArrayList<>();
    ManualClock clock = new ManualClock();
    try (StreamingContext ssc =
        StreamingContext.getOrCreate(kept, () -> createWithTimes(tenSeconds, clock, times))) {
      ssc.start();
      clock.setTime(35_000);
    }
    clock.setTime(71_000);

    try (StreamingContext ssc =
        StreamingContext.getOrCreate(kept, () -> createWithTimes(tenSeconds, clock, times))) {
      ssc.start();
      clock.setTime(80_000);
    }

    assertThat(times)
        .extracting(time -> time.milliseconds() / 1_000)
        .containsExactly(10L, 20L, 30L, 40L, 50L, 60L, 70L, 80L);
  }

  private StreamingContext createWithTimes(Duration interval, ManualClock clock, List<Time> times) {
    StreamingConf conf = new StreamingConf().setMaster("local[2]").setAppName("Times");
    StreamingContext ssc = new StreamingContext(conf, interval, clock);
    ssc.textFileStream(input.toString()).foreachRDD((rdd, time) -> times.add(time));
    return ssc;
  }

  private void drop(String name, String content, ManualClock clock) throws IOException {
    Path unfinished = Files.writeString(base.resolve(name), content);
    Files.setLastModifiedTime(unfinished, FileTime.fromMillis(clock.millis() + 500));
    Files.move(unfinished, input.resolve(name));
  }
}
