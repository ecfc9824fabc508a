package dev.sluice.dstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.io.Bytes;
import dev.sluice.ledger.LedgerEvent.StreamAdded;
import dev.sluice.source.ConstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The numbers of input streams, and what they are recorded by. */
class StreamNumbersTest {
  private final GraphRig rig = new GraphRig();
  private final DStreamGraph graph = rig.graph();

  @AfterEach
  void close() {
    rig.close();
  }

  private InputDStream<Long> constant() {
    return graph.addSource(new ConstantSource<>(graph.rdds().<Long>emptyRDD()));
  }

  private InputDStream<Long> named(String name) {
    InputDStream<Long> numbers = rig.numbers();
    numbers.named(name);
    return numbers;
  }

  private static StreamAdded recorded(int streamId, String key) {
    return new StreamAdded(streamId, key, Bytes.EMPTY);
  }

  private List<String> keys() {
    return graph.inputs().stream().map(GraphInput::key).toList();
  }

  private List<Integer> numbers() {
    return graph.inputs().stream().map(GraphInput::streamId).toList();
  }

  @Test
  void streams_are_known_by_name_or_by_kind_and_ordinal() {
    rig.numbers();
    constant();
    rig.numbers().named("orders");
    rig.numbers();

    assertThat(keys())
        .containsExactly("Numbers#0", graph.inputs().get(1).key(), "orders", "Numbers#1");
    assertThat(keys().get(1)).endsWith("stream#0");
  }

  @Test
  void without_a_record_numbers_are_in_the_order_of_definition() {
    rig.numbers();
    rig.numbers().named("orders");
    constant();

    graph.attachStreams(List.of());

    assertThat(numbers()).containsExactly(0, 1, 2);
  }

  @Test
  void streams_keep_the_numbers_recorded_for_them() {
    var added = named("added");
    var second = rig.numbers();
    var another = named("another");
    var first = named("first");

    graph.attachStreams(List.of(recorded(0, "first"), recorded(1, "Numbers#0")));

    assertThat(numbers()).containsExactly(2, 1, 3, 0);
    assertThat(added.streamId()).isEqualTo(2);
    assertThat(second.streamId()).isEqualTo(1);
    assertThat(another.streamId()).isEqualTo(3);
    assertThat(first.streamId()).isEqualTo(0);
  }

  @Test
  void the_number_of_a_stream_that_is_gone_is_not_given_again() {
    rig.numbers().named("new");

    graph.attachStreams(List.of(recorded(0, "kept"), recorded(4, "gone")));

    assertThat(numbers()).containsExactly(5);
  }

  @Test
  void jobs_read_the_inputs_of_the_recorded_number() throws Exception {
    rig.numbers().foreachRDD(rdd -> assertThat(rdd.collect()).containsExactly(1L));
    graph.attachStreams(List.of(recorded(7, "Numbers#0")));
    graph.start(
        GraphRig.time(0),
        GraphRig.time(0),
        (after, upTo, stream) ->
            stream == 7 ? GraphRig.inputs(after, upTo, stream) : GraphRig.inputs(upTo, upTo, 0));

    rig.run(1, 1);
  }

  @Test
  void two_streams_of_one_name_are_refused() {
    rig.numbers().named("orders");
    rig.numbers().named("orders");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> graph.attachStreams(List.of()))
        .withMessageContaining("Numbers [0] at ")
        .withMessageContaining("Numbers [1] at ")
        .withMessageContaining("are both called orders");
  }

  @Test
  void numbers_do_not_change_after_the_start() {
    rig.numbers().foreachRDD(rdd -> {});
    rig.start();

    assertThatIllegalStateException().isThrownBy(() -> graph.attachStreams(List.of()));
  }
}
