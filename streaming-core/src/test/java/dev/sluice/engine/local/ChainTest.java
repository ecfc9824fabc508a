package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.rdd.JobException;
import dev.sluice.rdd.Narrow;
import dev.sluice.rdd.PartitionMap;
import dev.sluice.rdd.PartitionMap.Input;
import dev.sluice.rdd.Plan;
import dev.sluice.rdd.Records;
import dev.sluice.rdd.Source;
import dev.sluice.rdd.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChainTest {
  private final LocalEngine engine = Plans.engine(1);
  private final AtomicInteger mapped = new AtomicInteger();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void pushes_and_pulls_the_same_records() {
    Plan<Integer> chain = chain();
    List<Integer> pushed = Plans.collect(engine, chain);
    List<List<Integer>> pulled =
        engine.run(
            chain,
            Plans.all(chain),
            (context, records) -> {
              List<Integer> list = new ArrayList<>();
              records.iterator().forEachRemaining(list::add);
              return list;
            });
    assertThat(pushed).containsExactly(2, -2, 4, -4, 6, -6, 8, -8);
    assertThat(pulled.stream().flatMap(List::stream)).isEqualTo(pushed);
  }

  @Test
  void pulling_computes_no_more_than_is_asked_for() {
    List<Integer> firsts =
        engine.run(chain(), List.of(0), (context, records) -> records.iterator().next());
    assertThat(firsts).containsExactly(2);
    assertThat(mapped).hasValue(2);
  }

  @Test
  void for_each_while_stops_inside_of_a_flat_map_and_before_the_next_record() {
    List<List<Integer>> seen =
        engine.run(
            chain(),
            List.of(0),
            (context, records) -> {
              List<Integer> list = new ArrayList<>();
              records.forEachWhile(
                  record -> {
                    list.add(record);
                    return list.size() < 1;
                  });
              return list;
            });
    assertThat(seen).containsExactly(List.of(2));
    assertThat(mapped).hasValue(2);
  }

  @Test
  void partition_functions_see_all_inputs_of_each_parent() {
    Source<Integer> left = Plans.source(List.of(1), List.of(2), List.of(3));
    Source<Integer> right = Plans.source(List.of(10));
    Step.PartitionsFunction<String> describe =
        (context, parents) ->
            List.of(listOf(parents.get(0)) + "+" + listOf(parents.get(1))).iterator();
    PartitionMap map =
        new PartitionMap.Listed(
            List.of(
                List.of(new Input(0, 0), new Input(1, 0), new Input(0, 1)),
                List.of(new Input(0, 2))));
    Plan<String> plan =
        new Narrow<>(List.of(left, right), map, new Step.Partitions<>(describe), null);
    assertThat(Plans.collect(engine, plan)).containsExactly("[1, 2]+[10]", "[3]+[]");
  }

  @Test
  void sources_and_actions_are_closed_last_opened_first() {
    List<String> log = new ArrayList<>();
    Source<Integer> source =
        new Source<>(List.of(context -> new Closing(List.of(1, 2).iterator(), log)));
    engine.run(
        source,
        List.of(0),
        (context, records) -> {
          context.onEnd(() -> log.add("first"));
          Iterator<Integer> iterator = records.iterator();
          context.onEnd(() -> log.add("last"));
          return iterator.next();
        });
    assertThat(log).containsExactly("last", "closed", "first");
    log.clear();
    Plans.collect(engine, source);
    assertThat(log).containsExactly("closed");
  }

  @Test
  void a_checked_exception_reaches_the_caller_as_it_is_from_push_and_pull() {
    IOException thrown = new IOException("secret");
    Plan<Integer> failing =
        Plans.map(
            Plans.source(List.of(1)),
            record -> {
              throw thrown;
            });
    assertThatExceptionOfType(JobException.class)
        .isThrownBy(() -> Plans.collect(engine, failing))
        .withMessageNotContaining("secret")
        .withCause(thrown);
    assertThatExceptionOfType(JobException.class)
        .isThrownBy(
            () -> engine.run(failing, List.of(0), (context, records) -> records.iterator().next()))
        .withCause(thrown);
  }

  @Test
  void records_are_read_once() {
    assertThatExceptionOfType(JobException.class)
        .isThrownBy(
            () ->
                engine.run(
                    Plans.source(List.of(1)),
                    List.of(0),
                    (context, records) -> {
                      records.forEach(record -> {});
                      return records.iterator();
                    }))
        .withCauseExactlyInstanceOf(IllegalStateException.class);
  }

  private Plan<Integer> chain() {
    Plan<Integer> all =
        Plans.union(Plans.source(List.of(1, 2, 3, 4)), Plans.source(List.of(5, 6, 7, 8)));
    Plan<Integer> counted =
        Plans.map(
            all,
            number -> {
              mapped.incrementAndGet();
              return number;
            });
    return Plans.flatMap(
        Plans.filter(counted, number -> number % 2 == 0), number -> List.of(number, -number));
  }

  private static List<Object> listOf(Records<?> records) throws Exception {
    List<Object> list = new ArrayList<>();
    records.forEach(list::add);
    return list;
  }

  private record Closing(Iterator<Integer> records, List<String> log)
      implements Iterator<Integer>, AutoCloseable {
    @Override
    public boolean hasNext() {
      return records.hasNext();
    }

    @Override
    public Integer next() {
      return records.next();
    }

    @Override
    public void close() {
      log.add("closed");
    }
  }
}
