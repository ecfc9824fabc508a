package dev.sluice.kinesis;

import static dev.sluice.kinesis.Programs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.kinesis.Programs.Gate;
import dev.sluice.kinesis.peer.KinesisPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Shards that are split and merged while a program receives. */
@ExtendWith(PeerExtension.class)
class ReshardingTest {
  private static final String END = "SHARD_END";

  private final TestPeer peer;

  ReshardingTest(TestPeer peer) {
    this.peer = peer;
  }

  private String checkpoint(String stream, String shard) throws Exception {
    return peer.peer().leases(stream).stream()
        .filter(lease -> lease.shard().equals(shard))
        .map(KinesisPeer.Lease::sequenceNumber)
        .findFirst()
        .orElse("");
  }

  @Test
  void a_split_and_a_merge_under_load_lose_nothing_and_double_nothing() throws Exception {
    String stream = peer.newStream(4);
    List<String> lines = Programs.lines("line", 4_000);
    try (Programs program = Programs.ofTexts(peer, stream)) {
      peer.put(stream, lines.subList(0, 1_000));
      eventually(() -> !program.received().isEmpty());

      List<String> before = peer.peer().shards(stream);
      peer.peer().split(stream, before.get(0));
      peer.put(stream, lines.subList(1_000, 2_000));
      peer.peer().merge(stream, before.get(2), before.get(3));
      peer.put(stream, lines.subList(2_000, 4_000));

      eventually(() -> program.received().size() >= lines.size());
      eventually(() -> peer.checkpointed(stream) == lines.size());
      program.stopGracefully();

      assertThat(program.received()).hasSameElementsAs(lines).hasSize(lines.size());
      assertThat(checkpoint(stream, before.get(0))).isEqualTo(END);
      assertThat(checkpoint(stream, before.get(1))).isNotEqualTo(END);
      assertThat(checkpoint(stream, before.get(2))).isEqualTo(END);
      assertThat(checkpoint(stream, before.get(3))).isEqualTo(END);
      System.out.printf(
          "a split and a merge of 4 shards: records=%d received=%d lost=0 doubled=0%n",
          lines.size(), program.received().size());
    }
  }

  @Test
  void a_shard_ends_only_when_all_of_it_is_processed_and_then_its_children_begin()
      throws Exception {
    String stream = peer.newStream(1);
    List<String> lines = Programs.lines("line", 20);
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Gate gate =
        () -> {
          blocked.countDown();
          release.await();
        };
    peer.put(stream, lines.subList(0, 10));
    String parent = peer.peer().shards(stream).get(0);
    peer.peer().split(stream, parent);
    peer.put(stream, lines.subList(10, 20));
    try (Programs program =
        Programs.ofTexts(peer, stream, Map.of("streaming.receiver.ackAfter", "processed"), gate)) {
      blocked.await();
      eventually(() -> peer.peer().leases(stream).size() == 3);
      assertThat(checkpoint(stream, parent)).isNotEqualTo(END);

      release.countDown();

      eventually(() -> program.received().size() == lines.size());
      assertThat(checkpoint(stream, parent)).isEqualTo(END);
      assertThat(program.received().subList(0, 10))
          .isEqualTo(new ArrayList<Object>(lines.subList(0, 10)));
      assertThat(program.received()).hasSameElementsAs(lines);
    }
  }
}
