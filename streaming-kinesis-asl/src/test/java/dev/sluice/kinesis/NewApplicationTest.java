package dev.sluice.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.kinesis.Programs.Gate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Programs that make their table of leases, which takes the client library up to a minute. */
@ExtendWith(PeerExtension.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class NewApplicationTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestPeer peer;

  NewApplicationTest(TestPeer peer) {
    this.peer = peer;
  }

  @Test
  void it_can_begin_at_a_time() throws Exception {
    String stream = peer.newName("stream");
    peer.peer().create(stream, 2);
    peer.put(stream, List.of("before"));
    long now = System.currentTimeMillis() + 1_000;
    Programs.eventually(() -> System.currentTimeMillis() > now);
    List<String> after = Programs.lines("after", 20);
    peer.put(stream, after);

    try (Programs program =
        Programs.start(
            Map.of(),
            ssc ->
                Programs.texts(
                    ssc,
                    peer.builder(stream)
                        .initialPosition(new KinesisInitialPositions.AtTimestamp(now))),
            Gate.OPEN)) {
      await().atMost(PATIENCE).until(() -> program.received().size() >= after.size());
      program.stopGracefully();

      assertThat(program.received()).hasSameElementsAs(after).hasSize(after.size());
      assertThat(program.errors()).isEmpty();
      assertThat(peer.checkpointed(stream)).isEqualTo(1 + after.size());
    }
  }
}
