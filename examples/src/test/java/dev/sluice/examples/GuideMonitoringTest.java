package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the guides show of listeners. */
class GuideMonitoringTest {

  @Test
  void a_listener_hears_of_each_batch() {
    LateBatches late = new LateBatches(Durations.seconds(1));
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      StreamingContext ssc = streams.context();
      streams.input(List.of(List.of("a"), List.of("b"))).foreachRDD(rdd -> rdd.count());

      // snippet: GuideAddListener
      ssc.addStreamingListener(late);
      // end of snippet

      streams.start();
      streams.advance(2);
    }
    assertThat(late.batches).isEqualTo(2);
    assertThat(late.late).isZero();
  }

  // snippet: GuideListener
  /** Counts batches that took longer than their interval. Confined to the listener's thread. */
  static final class LateBatches implements StreamingListener {
    private final Duration interval;
    private int batches;
    private int late;

    LateBatches(Duration interval) {
      this.interval = interval;
    }

    @Override
    public void onBatchCompleted(StreamingEvent.BatchCompleted event) {
      batches++;
      Duration took = event.batchInfo().processingDelay().orElse(Duration.ZERO);
      if (took.compareTo(interval) > 0) {
        late++;
        System.err.printf("Batch %s took %s%n", event.batchInfo().batchTime(), took);
      }
    }
  }
  // end of snippet
}
