package dev.sluice.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.Guarantee;
import dev.sluice.ledger.BatchInput;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.time.Time;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
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
  void a_constant_source_gives_the_same_dataset_always() throws Exception {
    RDD<Integer> dataset = numbers(1, 2);
    ConstantSource<Integer> source = new ConstantSource<>(dataset);

    BatchInput input = source.plan(new Time(1), 0);

    assertThat(source.read(context, new Time(1), input)).isSameAs(dataset);
    assertThat(source.read(context, new Time(2), source.plan(new Time(2), 0))).isSameAs(dataset);
    assertThat(source.name()).isEqualTo("Constant stream");
  }
}
