package dev.sluice.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.listener.BatchInfo;
import dev.sluice.listener.OutputOperationInfo;
import dev.sluice.listener.StreamInputInfo;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();
  private final ConsoleProgress progress =
      new ConsoleProgress(
          new PrintStream(written, true, StandardCharsets.UTF_8),
          Durations.milliseconds(500),
          nanos::get);

  private static BatchInfo batch(long timeMs, Optional<String> failure) {
    OutputOperationInfo output =
        new OutputOperationInfo(
            new Time(timeMs),
            0,
            "print",
            "print",
            OptionalLong.of(timeMs),
            OptionalLong.of(timeMs + 20),
            failure,
            Map.of(),
            List.of(),
            0);
    return new BatchInfo(
        new Time(timeMs),
        Map.of(0, new StreamInputInfo(0, 100)),
        timeMs,
        OptionalLong.of(timeMs + 5),
        OptionalLong.of(timeMs + 20),
        Map.of(0, output));
  }

  private void submit(long timeMs) {
    progress.onBatchSubmitted(new StreamingEvent.BatchSubmitted(batch(timeMs, Optional.empty())));
  }

  private void complete(long timeMs, Optional<String> failure) {
    progress.onBatchCompleted(new StreamingEvent.BatchCompleted(batch(timeMs, failure)));
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  @Test
  void one_line_is_written_over_and_ends_with_the_program() {
    submit(1000);
    complete(1000, Optional.empty());
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    submit(1500);
    submit(2000);
    complete(1500, Optional.empty());
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    submit(2500);
    submit(3000);
    complete(2000, Optional.empty());
    progress.onStreamingStopped(new StreamingEvent.StreamingStopped(new Time(2500)));

    String[] lines = text().split("\r", -1);
    assertThat(lines).hasSize(4);
    assertThat(lines[1].strip())
        .isEqualTo("[batch 1000 ms] 200 records/s, delay 20 ms, processing 15 ms, keeping up");
    assertThat(lines[2].strip())
        .isEqualTo("[batch 1500 ms] 200 records/s, delay 20 ms, processing 15 ms, 1 batch behind");
    assertThat(lines[3].strip())
        .isEqualTo(
            "[batch 2000 ms] 200 records/s, delay 20 ms, processing 15 ms, 2 batches behind");
    assertThat(lines[1]).hasSize(79);
    assertThat(text()).endsWith(System.lineSeparator());
  }

  @Test
  void short_batches_are_written_four_times_a_second_but_failures_at_once() {
    for (int batch = 1; batch <= 50; batch++) {
      submit(batch * 10L);
      complete(batch * 10L, Optional.empty());
      nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(10));
    }
    assertThat(text().chars().filter(c -> c == '\r').count()).isEqualTo(2);
    submit(510);
    complete(510, Optional.of("bad"));
    assertThat(text()).endsWith("FAILED" + " ".repeat(79 - lastLine().strip().length()));
  }

  private String lastLine() {
    return text().substring(text().lastIndexOf('\r') + 1);
  }

  @Test
  void nothing_is_written_where_nothing_happened() {
    progress.onStreamingStopped(new StreamingEvent.StreamingStopped(new Time(0)));
    assertThat(text()).isEmpty();
  }
}
