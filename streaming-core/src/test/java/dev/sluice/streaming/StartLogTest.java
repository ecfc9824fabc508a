package dev.sluice.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rdd.RDD;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.ReliableReceiver;
import dev.sluice.time.Durations;
import dev.sluice.time.ManualClock;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartLogTest {
  private final StreamingConf conf = new StreamingConf().setMaster("local[3]").setAppName("Orders");
  private final Queue<RDD<String>> queue = new ArrayDeque<>();

  @BeforeEach
  void clearLog() {
    RecordedLog.clear();
  }

  private StreamingContext context() {
    return new StreamingContext(conf, Durations.milliseconds(500), new ManualClock());
  }

  @Test
  void the_start_line_names_program_engine_interval_and_promises() {
    try (StreamingContext context = context()) {
      context.queueStream(queue).named("orders").print();
      context.socketTextStream("localhost", 1, StorageLevel.MEMORY_ONLY_2).foreachRDD(rdd -> {});
      context.start();
      List<String> text = RecordedLog.lines().get(0).lines().toList();
      assertThat(text).hasSize(6);
      assertThat(text.get(0))
          .isEqualTo(
              "INFO Started Orders on the engine embedded, 3 task threads, a batch every 500 ms");
      assertThat(text.get(1)).isEqualTo("  state and progress: in memory, lost with the driver");
      assertThat(text.get(2)).isEqualTo("  input orders: in process: lost with the driver");
      assertThat(text.get(3))
          .startsWith("  input Socket stream [1]: unreliable receiver:")
          .endsWith("copies: 1 of the 2 asked for");
      assertThat(text.get(4)).matches("  output 0 print at .*: at least once");
      assertThat(text.get(5)).matches("  output 1 foreachRDD at .*: at least once");
    }
  }

  @Test
  void the_start_line_says_what_a_reliable_receiver_promises_that_acknowledges_what_is_processed() {
    conf.set("streaming.receiver.ackAfter", "processed");
    try (StreamingContext context = context()) {
      context.receiverStream(new Unfed()).foreachRDD(rdd -> {});
      context.start();
      assertThat(RecordedLog.lines().get(0).lines())
          .contains(
              "  input Pluggable stream [0]: reliable receiver, acknowledged once processed: no loss, each record counts at least once; kept in memory, copies: 1");
    }
  }

  @Test
  void the_start_line_says_within_what_a_record_counts_once_that_its_position_identifies(
      @TempDir Path directory) {
    conf.set("streaming.receiver.ackAfter", "processed");
    try (StreamingContext context = context()) {
      context.checkpoint(directory.toString());
      context.receiverStream(new Identified()).foreachRDD(rdd -> {});
      context.start();
      assertThat(RecordedLog.lines().get(0))
          .contains(
              "acknowledged once processed: no loss, each record counts once within this stream;");
    }
  }

  @Test
  void the_start_line_says_for_what_a_receiver_is_reliable_if_not_for_all() {
    try (StreamingContext context = context()) {
      context.receiverStream(new PartlyReliable()).foreachRDD(rdd -> {});
      context.start();
      assertThat(RecordedLog.lines().get(0))
          .contains(
              "comes again, only for orders that are paid; others are as of an unreliable receiver; kept in memory");
    }
  }

  @Test
  void a_receiver_is_shown_as_what_its_connector_calls_it() {
    try (StreamingContext context = context()) {
      context.receiverStream("Order stream", new Unfed()).foreachRDD(rdd -> {});
      context.start();
      assertThat(RecordedLog.lines().get(0)).contains("  input Order stream [0]: reliable");
    }
  }

  /** Gets nothing. */
  private static class Unfed extends ReliableReceiver<String, Long> {
    private static final long serialVersionUID = 1L;

    Unfed() {
      super(StorageLevel.MEMORY_ONLY);
    }

    @Override
    public void onStart() {}

    @Override
    public void onStop() {}

    @Override
    protected void acknowledge(List<Long> positions) {}
  }

  /** Gets nothing that anybody waits for. */
  private static final class PartlyReliable extends Unfed {
    private static final long serialVersionUID = 1L;

    @Override
    public Optional<String> reliableFor() {
      return Optional.of("orders that are paid");
    }
  }

  /** Gets nothing whose position does not say what it is. */
  private static final class Identified extends Unfed {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean identifiesByPosition() {
      return true;
    }
  }

  @Test
  void the_last_line_is_the_drain_report() {
    try (StreamingContext context = context()) {
      context.queueStream(queue).print();
      context.start();
      context.stop(true);
      context.stop(true);
    }
    assertThat(RecordedLog.lines()).hasSize(2);
    assertThat(RecordedLog.lines().get(1))
        .startsWith("INFO Stopped Orders. Drain report: everything received was processed");
  }

  @Test
  void an_unknown_key_is_warned_of_once_with_the_nearest_known_one() {
    conf.set("streaming.blockIntervall", "1s");
    try (StreamingContext context = context()) {
      context.queueStream(queue).print();
      context.start();
      context.start();
    }
    assertThat(RecordedLog.lines())
        .filteredOn(line -> line.contains("streaming.blockIntervall"))
        .singleElement()
        .asString()
        .startsWith("WARN")
        .contains("streaming.blockInterval");
  }

  @Test
  void a_second_start_is_warned_of() {
    try (StreamingContext context = context()) {
      context.queueStream(queue).print();
      context.start();
      context.start();
    }
    assertThat(RecordedLog.lines()).contains("WARN The context is started already");
  }
}
