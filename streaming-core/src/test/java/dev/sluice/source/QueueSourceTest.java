package dev.sluice.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.Guarantee;
import dev.sluice.ledger.BatchInput;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.streaming.RecordedLog;
import dev.sluice.time.Time;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueSourceTest {
  private final FileFixture fixture = new FileFixture();
  private final RddContext context = fixture.context();
  private final Queue<RDD<Integer>> queue = new ArrayDeque<>();

  @AfterEach
  void close() {
    fixture.close();
  }

  private RDD<Integer> numbers(Integer... numbers) {
    return context.parallelize(List.of(numbers), 1);
  }

  @Test
  void one_at_a_time_gives_each_batch_one_dataset() throws Exception {
    QueueSource<Integer> source = new QueueSource<>(queue, true, Optional.empty());
    queue.add(numbers(1));
    queue.add(numbers(2));

    assertThat(fixture.read(source, 1)).containsExactly(1);
    assertThat(fixture.read(source, 2)).containsExactly(2);
    assertThat(fixture.read(source, 3)).isEmpty();
    assertThat(source.name()).isEqualTo("Queue stream");
    assertThat(source.guarantee()).isEqualTo(Guarantee.IN_PROCESS);
  }

  @Test
  void all_at_once_gives_a_batch_what_is_there() throws Exception {
    QueueSource<Integer> source = new QueueSource<>(queue, false, Optional.empty());
    queue.add(numbers(1));
    queue.add(numbers(2, 3));

    BatchInput input = source.plan(new Time(1), 4);

    assertThat(input.streamId()).isEqualTo(4);
    assertThat(input.metadata()).containsEntry("Description", "2 datasets");
    assertThat(fixture.read(source, 1, input)).containsExactly(1, 2, 3);
    assertThat(queue).isEmpty();
  }

  @Test
  void datasets_may_be_added_later() throws Exception {
    QueueSource<Integer> source = new QueueSource<>(queue, true, Optional.empty());
    assertThat(fixture.read(source, 1)).isEmpty();

    queue.add(numbers(5));

    assertThat(fixture.read(source, 2)).containsExactly(5);
  }

  @Test
  void a_batch_that_finds_nothing_gets_the_default() throws Exception {
    QueueSource<Integer> source = new QueueSource<>(queue, false, Optional.of(numbers(0)));
    queue.add(numbers(1));

    assertThat(fixture.read(source, 1)).containsExactly(1);
    assertThat(fixture.read(source, 2)).containsExactly(0);
  }

  @Test
  void a_batch_can_be_read_again_until_it_is_forgotten() throws Exception {
    QueueSource<Integer> source = new QueueSource<>(queue, true, Optional.empty());
    queue.add(numbers(1));
    queue.add(numbers(2));
    BatchInput first = source.plan(new Time(1), 0);
    BatchInput second = source.plan(new Time(2), 0);

    assertThat(fixture.read(source, 2, second)).containsExactly(2);
    assertThat(fixture.read(source, 1, first)).containsExactly(1);
    source.forget(new Time(1));

    assertThat(fixture.read(source, 2, second)).containsExactly(2);
    assertThatThrownBy(() -> fixture.read(source, 1, first))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Cannot read batch 1 ms of a queue stream");
  }

  @Test
  void batches_of_an_earlier_process_are_empty_after_a_restart_with_one_warning() throws Exception {
    QueueSource<Integer> before = new QueueSource<>(queue, true, Optional.of(numbers(0)));
    queue.add(numbers(1));
    queue.add(numbers(2));
    NavigableMap<Time, BatchInput> recent = new TreeMap<>();
    for (long batch = 1; batch <= 3; batch++) {
      recent.put(new Time(batch), before.plan(new Time(batch), 0));
    }
    QueueSource<Integer> after = new QueueSource<>(queue, true, Optional.of(numbers(0)));
    RecordedLog.clear();

    after.resume(before.start(new Time(0)), recent);
    queue.add(numbers(4));
    BatchInput fourth = after.plan(new Time(4), 0);

    assertThat(fixture.read(after, 3, recent.get(new Time(3)))).containsExactly(0);
    assertThat(fixture.read(after, 2, recent.get(new Time(2)))).isEmpty();
    assertThat(fixture.read(after, 1, recent.get(new Time(1)))).isEmpty();
    assertThat(fixture.read(after, 4, fourth)).containsExactly(4);
    assertThat(RecordedLog.warnings(QueueSource.class))
        .containsExactly(
            "The datasets that 2 batches took from a queue, 1 to 2 ms, ended with the process"
                + " before; these batches are empty");
    after.forget(new Time(4));
    assertThatThrownBy(() -> fixture.read(after, 4, fourth))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("it was forgotten");
  }

  @Test
  void a_constant_source_gives_the_same_dataset_always() throws Exception {
    RDD<Integer> dataset = numbers(1, 2);
    ConstantSource<Integer> source = new ConstantSource<>(dataset);

    BatchInput input = source.plan(new Time(1), 0);

    assertThat(source.read(context, new Time(1), input)).isSameAs(dataset);
    assertThat(source.read(context, new Time(2), source.plan(new Time(2), 0))).isSameAs(dataset);
    assertThat(source.name()).isEqualTo("Constant stream");

    ConstantSource<Integer> later = new ConstantSource<>(dataset);
    later.resume(source.start(new Time(0)), new TreeMap<>(Map.of(new Time(1), input)));
    assertThat(later.read(context, new Time(1), input)).isSameAs(dataset);
    assertThat(later.read(context, new Time(3), later.plan(new Time(3), 0))).isSameAs(dataset);
  }
}
