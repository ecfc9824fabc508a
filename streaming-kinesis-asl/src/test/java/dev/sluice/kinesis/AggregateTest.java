package dev.sluice.kinesis;

import static dev.sluice.kinesis.Programs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.kinesis.Programs.Gate;
import dev.sluice.kinesis.peer.Aggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records that their producer has put together into one. */
@ExtendWith(PeerExtension.class)
class AggregateTest {
  private final TestPeer peer;

  AggregateTest(TestPeer peer) {
    this.peer = peer;
  }

  @Test
  void each_record_of_an_aggregate_comes_on_its_own() throws Exception {
    String stream = peer.newStream(1);
    List<String> lines = Programs.lines("line", 100);
    peer.put(stream, "key", Aggregate.of("key", lines));
    peer.put(stream, List.of("alone"));

    try (Programs program = Programs.ofTexts(peer, stream)) {
      eventually(() -> program.received().size() > lines.size());

      List<Object> expected = new ArrayList<>(lines);
      expected.add("alone");
      assertThat(program.received()).isEqualTo(expected);
    }
  }

  @Test
  void a_program_goes_on_inside_of_an_aggregate() throws Exception {
    String stream = peer.newStream(1);
    List<String> lines = Programs.lines("a line that is not short, with the number ", 3_000);
    AtomicInteger passed = new AtomicInteger();
    CountDownLatch blocked = new CountDownLatch(1);
    Gate gate =
        () -> {
          if (passed.getAndIncrement() > 0) {
            blocked.countDown();
            new CountDownLatch(1).await();
          }
        };
    Map<String, String> settings =
        Map.of(
            "streaming.receiver.ackAfter",
            "processed",
            "streaming.receiver.maxUnprocessedBytes",
            "64k");
    peer.put(stream, "key", Aggregate.of("key", lines));
    int before;
    try (Programs killed = Programs.ofTexts(peer, stream, settings, gate)) {
      blocked.await();
      before = killed.received().size();
      eventually(() -> peer.checkpointed(stream) == 1);
      long last = before - 1L;
      eventually(() -> peer.peer().leases(stream).get(0).subSequenceNumber() == last);
    }

    try (Programs program = Programs.ofTexts(peer, stream, settings, Gate.OPEN)) {
      eventually(() -> program.received().size() >= lines.size() - before);

      assertThat(program.received())
          .isEqualTo(new ArrayList<Object>(lines.subList(before, lines.size())));
    }
  }
}
