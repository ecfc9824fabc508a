package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.ReadingReceiver;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.time.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A receiver that leaves its thread to the core. */
class ReadingReceiverTest {
  private static final String CLOSED = "closed";

  /** Reads numbers without end. */
  private static final class Numbers extends ReadingReceiver<Integer, Integer> {
    private static final long serialVersionUID = 1L;

    private final transient List<String> events = new CopyOnWriteArrayList<>();
    private final transient CountDownLatch some = new CountDownLatch(10);
    private volatile int stored;

    Numbers() {
      super(StorageLevel.MEMORY_ONLY);
    }

    @Override
    protected void read() throws Exception {
      closeOnStop(() -> events.add(CLOSED));
      for (int number = 0; true; number++) {
        store(number, number);
        stored = number + 1;
        some.countDown();
      }
    }

    @Override
    protected void acknowledge(List<Integer> positions) {
      positions.forEach(position -> events.add(position.toString()));
    }
  }

  @Test
  void what_was_stored_is_acknowledged_before_anything_is_closed() throws Exception {
    Numbers receiver = new Numbers();
    StreamingConf conf = new StreamingConf().set("streaming.receiver.maxRate", "1000");
    try (TestStreams streams = TestStreams.create(conf, Durations.seconds(1))) {
      streams.collect(streams.context().receiverStream(receiver));
      streams.start();
      Threads.await(receiver.some);
      streams.context().stop(true);
    }

    List<String> expected = new ArrayList<>();
    for (int number = 0; number < receiver.stored; number++) {
      expected.add(Integer.toString(number));
    }
    expected.add(CLOSED);
    assertThat(receiver.events).containsExactlyElementsOf(expected);
  }
}
