package dev.sluice.dstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.function.VoidFunction;
import dev.sluice.rdd.RDD;
import dev.sluice.time.Time;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an output that remembers batches is told, and what it is found by. */
class SaveToTest {
  private static final Set<String> HEARD = ConcurrentHashMap.newKeySet();
  private static final Set<BatchId> COMMITTED = ConcurrentHashMap.newKeySet();

  private final GraphRig rig = new GraphRig();

  @AfterEach
  void close() {
    rig.close();
    HEARD.clear();
    COMMITTED.clear();
  }

  /** Remembers in this process what it has. */
  private record Remembering(String failsAt) implements TransactionalOutput<Object> {
    @Override
    public OutputTransaction<Object> begin(BatchId batch) {
      return new OutputTransaction<>() {
        @Override
        public boolean isCommitted() {
          return COMMITTED.contains(batch);
        }

        @Override
        public void write(Object record) {
          fail("write");
          HEARD.add("write " + record);
        }

        @Override
        public void commit() {
          fail("commit");
          HEARD.add("commit " + batch.output());
          COMMITTED.add(batch);
        }

        @Override
        public void close() {
          HEARD.add("close " + batch.output());
        }
      };
    }

    private void fail(String step) {
      if (step.equals(failsAt)) {
        throw new IllegalStateException("no " + step);
      }
    }
  }

  private RDD<String> letters(List<String> letters, int partitions) {
    return rig.graph().rdds().parallelize(letters, partitions);
  }

  private static final BatchId BATCH = BatchId.whole("app", "out", new Time(1000));

  private static void write(RDD<String> rdd, TransactionalOutput<Object> output) throws Exception {
    new BatchWriter<String>(output, () -> new Time(0)).write(rdd, BATCH);
  }

  @Test
  void the_output_hears_now_and_then_which_batches_are_over() throws Exception {
    List<Time> heard = new ArrayList<>();
    AtomicReference<Time> over = new AtomicReference<>(new Time(0));
    TransactionalOutput<Object> output =
        new TransactionalOutput<>() {
          @Override
          public OutputTransaction<Object> begin(BatchId batch) {
            return new Remembering("").begin(batch);
          }

          @Override
          public void forget(String application, String name, Time upTo) {
            heard.add(upTo);
          }
        };
    BatchWriter<String> writer = new BatchWriter<>(output, over::get);

    for (long seconds : new long[] {0, 59, 61, 100, 121}) {
      over.set(new Time(seconds * 1000));
      writer.write(letters(List.of(), 1), BATCH);
    }

    assertThat(heard).containsExactly(new Time(61_000), new Time(121_000));
  }

  @Test
  void each_partition_with_records_is_committed() throws Exception {
    write(letters(List.of("a", "b"), 3), new Remembering(""));

    assertThat(HEARD).containsExactlyInAnyOrder("write a", "write b", "commit out", "close out");
    assertThat(COMMITTED)
        .containsExactlyInAnyOrder(
            new BatchId("app", "out", new Time(1000), 1, 3),
            new BatchId("app", "out", new Time(1000), 2, 3));
  }

  @Test
  void what_is_committed_is_not_written_again() throws Exception {
    write(letters(List.of("a", "b"), 2), new Remembering(""));
    HEARD.clear();

    write(letters(List.of("a", "b"), 2), new Remembering(""));

    assertThat(HEARD).containsExactly("close out");
  }

  @Test
  void what_fails_is_closed_without_a_commit() {
    for (String step : List.of("write", "commit")) {
      assertThatThrownBy(() -> write(letters(List.of("a"), 1), new Remembering(step)))
          .hasStackTraceContaining("no " + step);
    }
    assertThat(HEARD).contains("close out");
    assertThat(COMMITTED).isEmpty();
  }

  @Test
  void the_task_can_be_shipped() {
    List<Object> tasks = new ArrayList<>();
    tasks.add(new BatchWriter.Writing<String>(new Remembering(""), BATCH, 2));
    tasks.add(new BatchId("app", "out", new Time(1000), 0, 1));
    VoidFunction<Object> ship =
        task -> {
          try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            out.writeObject(task);
          }
        };

    assertThat(tasks)
        .allSatisfy(task -> assertThatCode(() -> ship.call(task)).doesNotThrowAnyException());
  }

  @Test
  void the_name_is_the_id_whatever_else_the_program_has() {
    var numbers = rig.numbers();
    numbers.saveTo("before", new Remembering(""));
    numbers.foreachRDD(rdd -> {});
    numbers.saveTo("orders", new Remembering(""));
    rig.start();

    assertThat(rig.generate(1)).extracting(OutputJob::id).contains("before", "orders");
    assertThat(rig.graph().outputPromises())
        .anyMatch(
            promise ->
                promise
                    .promise()
                    .equals("once: what is written is remembered, by the name orders"));
  }

  @Test
  void a_name_belongs_to_one_output() {
    var numbers = rig.numbers();
    numbers.saveTo("orders", new Remembering(""));
    numbers.saveTo("orders", new Remembering(""));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> rig.graph().validate())
        .withMessageContaining("are both called orders");
  }

  @Test
  void a_name_is_not_blank() {
    var numbers = rig.numbers();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbers.saveTo(" ", new Remembering("")))
        .withMessage("Cannot add an output operation: found a blank name, expected a name");
    assertThat(rig.graph().outputPromises()).isEmpty();
  }
}
