package dev.sluice.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.GraphNode;
import dev.sluice.dstream.GraphNode.Role;
import dev.sluice.function.Tuple2;
import dev.sluice.monitor.DriverSnapshot;
import dev.sluice.rdd.RDD;
import dev.sluice.time.Durations;
import dev.sluice.time.ManualClock;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramMonitorTest {
  private final ManualClock clock = new ManualClock();

  private StreamingContext context(StreamingConf conf) {
    StreamingContext context =
        new StreamingContext(
            conf.setMaster("local[2]").setAppName("watched"), Durations.seconds(1), clock);
    Queue<RDD<String>> queue = new ArrayDeque<>();
    queue.add(context.rddContext().parallelize(List.of("a b", "b c")));
    context
        .queueStream(queue)
        .named("lines")
        .flatMap(line -> List.of(line.split(" ")))
        .mapToPair(word -> new Tuple2<>(word, 1))
        .<Integer>updateStateByKey((ones, total) -> Optional.of(total.orElse(0) + ones.size()))
        .named("totals")
        .foreachRDD(rdd -> rdd.collect());
    return context;
  }

  private static DriverSnapshot snapshot(StreamingContext context) throws Exception {
    return context.monitor().snapshot().get(50, TimeUnit.SECONDS);
  }

  @Test
  void a_picture_has_the_graph_with_names_places_and_states() throws Exception {
    try (StreamingContext context = context(StreamingConf.empty())) {
      context.start();
      clock.advance(Durations.seconds(1));

      DriverSnapshot snapshot = snapshot(context);

      assertThat(snapshot.atMs()).isEqualTo(1000);
      assertThat(snapshot.draining()).isFalse();
      assertThat(snapshot.pendingBatches()).isZero();
      assertThat(snapshot.receivers()).isEmpty();
      assertThat(snapshot.checkpoint()).isEmpty();
      assertThat(snapshot.unprocessed().limitBytes()).isPositive();
      List<GraphNode> nodes = snapshot.nodes();
      assertThat(nodes)
          .extracting(GraphNode::role)
          .containsExactly(
              Role.INPUT, Role.OPERATOR, Role.OPERATOR, Role.STATE, Role.OPERATOR, Role.OUTPUT);
      assertThat(nodes.get(0).name()).contains("lines");
      assertThat(nodes.get(3).stateKeys()).hasValue(3);
      assertThat(nodes.get(3).stateId()).contains("totals");
      assertThat(nodes.get(1).parents()).containsExactly(nodes.get(0).id());
    }
  }

  @Test
  void records_of_operators_are_counted_once_somebody_has_looked() throws Exception {
    try (StreamingContext context = context(StreamingConf.empty())) {
      context.start();
      DriverSnapshot before = snapshot(context);
      clock.advance(Durations.seconds(1));
      DriverSnapshot after = snapshot(context);
      clock.advance(Durations.seconds(4));
      DriverSnapshot later = snapshot(context);

      assertThat(before.nodes()).allMatch(node -> node.counted().isEmpty());
      assertThat(after.nodes().get(1).counted())
          .hasValueSatisfying(
              counted -> {
                assertThat(counted.records()).isEqualTo(4);
                assertThat(counted.batch().milliseconds()).isEqualTo(1000);
              });
      assertThat(after.nodes().get(3).counted()).isEmpty();
      assertThat(later.nodes().get(1).counted()).isEqualTo(after.nodes().get(1).counted());
    }
  }

  @Test
  void a_program_that_does_not_run_has_no_picture() throws Exception {
    StreamingContext context = context(StreamingConf.empty());
    assertThat(context.monitor().snapshot()).isCompletedExceptionally();
    context.start();
    snapshot(context);
    context.close();
    assertThat(context.monitor().snapshot()).isCompletedExceptionally();
  }

  @Test
  void a_picture_has_checkpoints_and_the_directory_its_files(@TempDir Path directory)
      throws Exception {
    StreamingConf conf =
        StreamingConf.empty()
            .set("streaming.checkpoint.directory", directory.toString())
            .set("streaming.checkpoint.interval", "1s");
    try (StreamingContext context = context(conf)) {
      context.start();
      clock.advance(Durations.seconds(2));

      DriverSnapshot snapshot = snapshot(context);

      assertThat(snapshot.checkpoint())
          .hasValueSatisfying(
              checkpoint -> {
                assertThat(checkpoint.interval()).isEqualTo(Durations.seconds(1));
                assertThat(checkpoint.lastBatch()).isPresent();
                assertThat(checkpoint.failures()).isZero();
                assertThat(checkpoint.writing()).isFalse();
              });
      assertThat(context.monitor().checkpointPlace()).contains(directory.toString());
      assertThat(context.monitor().storedFiles().orElseThrow())
          .filteredOn(files -> files.kind() != StoredFiles.Kind.RECEIVED)
          .allMatch(files -> files.files() > 0 && files.bytes() >= 0);
    }
  }
}
