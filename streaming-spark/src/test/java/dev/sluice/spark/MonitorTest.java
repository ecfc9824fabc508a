package dev.sluice.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.GraphNode;
import dev.sluice.engine.StageInfo;
import dev.sluice.function.Tuple2;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What pages and metrics show of a program on Spark. */
class MonitorTest {
  private static final int BATCHES = 12;

  private final SparkContext spark = Clusters.connect("local[2]");
  private final List<StageInfo> stages = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    spark.stop();
  }

  /** Keeps the stages of all outputs. */
  private final class Stages implements StreamingListener {
    @Override
    public void onOutputOperationCompleted(StreamingEvent.OutputOperationCompleted event) {
      stages.addAll(event.outputOperationInfo().stages());
    }
  }

  private static GraphNode node(List<GraphNode> nodes, String kind) {
    return nodes.stream().filter(node -> node.kind().equals(kind)).findFirst().orElseThrow();
  }

  @Test
  void stages_are_shown_and_records_and_keys_are_counted() {
    StreamingConf conf = new StreamingConf().setMaster("spark-local[2]");
    try (TestStreams streams = TestStreams.create(conf, Durations.seconds(1))) {
      streams.context().addStreamingListener(new Stages());
      streams.collect(
          streams
              .input(Collections.nCopies(BATCHES, List.of(1, 2, 3, 4)))
              .mapToPair(number -> new Tuple2<>(number % 3, 1))
              .<Integer>updateStateByKey((ones, sum) -> Optional.of(sum.orElse(0) + ones.size())));
      streams.start();
      assertThat(node(streams.context().monitor().graph(), "mapToPair").counted()).isEmpty();

      streams.advance(BATCHES);

      List<GraphNode> nodes = streams.context().monitor().graph();
      assertThat(node(nodes, "mapToPair").counted().orElseThrow().records()).isEqualTo(4);
      assertThat(node(nodes, "updateStateByKey").stateKeys()).hasValue(3);
    }
    assertThat(stages).hasSizeGreaterThanOrEqualTo(2 * BATCHES);
    assertThat(stages).allMatch(stage -> stage.outcome() == StageInfo.Outcome.COMPLETED);
    assertThat(stages).anyMatch(stage -> stage.name().startsWith("map stage of shuffle "));
  }
}
