package dev.sluice.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.time.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PayloadTest {

  @Test
  void a_batch_that_has_ended_has_all_delays() {
    BatchInfo batch = Events.batch(1000, 1030, 1100);

    assertThat(batch.schedulingDelay()).contains(Duration.ofMillis(30));
    assertThat(batch.processingDelay()).contains(Duration.ofMillis(70));
    assertThat(batch.totalDelay()).contains(Duration.ofMillis(100));
  }

  @Test
  void a_batch_that_is_running_has_only_a_scheduling_delay() {
    BatchInfo batch =
        new BatchInfo(
            new Time(1000), Map.of(), 1000, OptionalLong.of(1030), OptionalLong.empty(), Map.of());

    assertThat(batch.schedulingDelay()).contains(Duration.ofMillis(30));
    assertThat(batch.processingDelay()).isEmpty();
    assertThat(batch.totalDelay()).isEmpty();
  }

  @Test
  void a_batch_that_waits_has_no_delays_yet() {
    BatchInfo batch =
        new BatchInfo(
            new Time(1000), Map.of(), 1000, OptionalLong.empty(), OptionalLong.empty(), Map.of());

    assertThat(batch.schedulingDelay()).isEmpty();
    assertThat(batch.processingDelay()).isEmpty();
    assertThat(batch.totalDelay()).isEmpty();
  }

  @Test
  void a_batch_counts_the_records_of_all_inputs_and_keeps_a_copy_of_them_in_order() {
    Map<Integer, StreamInputInfo> inputs = new LinkedHashMap<>();
    inputs.put(7, new StreamInputInfo(7, 3));
    inputs.put(2, new StreamInputInfo(2, 4));
    BatchInfo batch =
        new BatchInfo(
            new Time(1000), inputs, 1000, OptionalLong.empty(), OptionalLong.empty(), Map.of());
    inputs.clear();

    assertThat(batch.numRecords()).isEqualTo(7);
    assertThat(batch.inputs().keySet()).containsExactly(2, 7);
    assertThatThrownBy(() -> batch.inputs().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void an_output_operation_has_a_duration_once_it_has_ended() {
    OutputOperationInfo waiting = Events.output();
    OutputOperationInfo ended =
        new OutputOperationInfo(
            new Time(1000),
            0,
            "print",
            "Example",
            OptionalLong.of(5),
            OptionalLong.of(25),
            Optional.of("broken"),
            Map.of("map(lines)", 2L),
            List.of(),
            0);

    assertThat(waiting.duration()).isEmpty();
    assertThat(ended.duration()).contains(Duration.ofMillis(20));
  }

  @Test
  void an_input_may_describe_what_was_read() {
    Map<String, String> metadata = new HashMap<>(Map.of(StreamInputInfo.DESCRIPTION, "two files"));
    StreamInputInfo input = new StreamInputInfo(1, 0, metadata);
    metadata.clear();

    assertThat(input.description()).contains("two files");
    assertThat(new StreamInputInfo(1, 0).description()).isEmpty();
  }

  @Test
  void an_input_cannot_have_a_negative_number_of_records() {
    assertThatThrownBy(() -> new StreamInputInfo(4, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot describe the input of stream 4: negative number of records, found -1,"
                + " expected at least 0");
  }
}
