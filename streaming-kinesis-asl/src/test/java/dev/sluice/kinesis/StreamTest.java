package dev.sluice.kinesis;

import static dev.sluice.kinesis.Programs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.kinesis.Programs.Gate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Programs whose receiver is a worker of an application. */
@ExtendWith(PeerExtension.class)
class StreamTest {
  private final TestPeer peer;

  StreamTest(TestPeer peer) {
    this.peer = peer;
  }

  @Test
  void records_come_as_bytes() throws Exception {
    String stream = peer.newStream(1);
    peer.put(stream, List.of("text"));

    try (Programs program =
        Programs.start(
            Map.of(), ssc -> peer.builder(stream).streamingContext(ssc).build(), Gate.OPEN)) {
      eventually(() -> !program.received().isEmpty());

      assertThat(program.received())
          .containsExactly((Object) "text".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void a_handler_sees_the_whole_record_and_leaves_out_what_it_returns_null_for() throws Exception {
    String stream = peer.newStream(1);
    peer.put(stream, List.of("left out", "taken"));

    try (Programs program =
        Programs.start(
            Map.of(),
            ssc ->
                peer.builder(stream)
                    .streamingContext(ssc)
                    .buildWithMessageHandler(
                        record ->
                            Programs.text(record).equals("taken")
                                ? record.partitionKey() + " " + record.sequenceNumber().length()
                                : null),
            Gate.OPEN)) {
      eventually(() -> !program.received().isEmpty());

      assertThat(program.received()).containsExactly("taken 56");
      assertThat(program.errors()).isEmpty();
    }
  }

  @Test
  void a_record_on_which_the_handler_fails_is_reported_without_its_text_and_passed_over()
      throws Exception {
    String stream = peer.newStream(1);
    peer.put(stream, List.of("1", "seven", "2", "eight"));

    try (Programs program =
        Programs.start(
            Map.of(),
            ssc ->
                peer.builder(stream)
                    .streamingContext(ssc)
                    .buildWithMessageHandler(record -> Integer.valueOf(Programs.text(record))),
            Gate.OPEN)) {
      eventually(() -> peer.checkpointed(stream) == 4);

      eventually(() -> program.received().equals(List.of(1, 2)));
      eventually(() -> !program.errors().isEmpty());
      assertThat(program.errors())
          .singleElement()
          .asString()
          .contains("message handler fails", "NumberFormatException")
          .doesNotContain("seven");
    }
  }

  @Test
  void a_record_whose_handler_is_interrupted_by_the_stop_comes_again() throws Exception {
    String stream = peer.newStream(1);
    peer.put(stream, List.of("text"));
    try (Programs stopped =
        Programs.start(
            Map.of(),
            ssc ->
                peer.builder(stream)
                    .streamingContext(ssc)
                    .buildWithMessageHandler(
                        record -> {
                          Handling.BEGUN.countDown();
                          new CountDownLatch(1).await();
                          return "never";
                        }),
            Gate.OPEN)) {
      Handling.BEGUN.await();
      assertThat(stopped.received()).isEmpty();
    }
    assertThat(peer.checkpointed(stream)).isZero();

    try (Programs program = Programs.ofTexts(peer, stream)) {
      eventually(() -> program.received().equals(List.of("text")));
    }
  }

  @Test
  void a_stopped_program_goes_on_behind_what_it_has_received() throws Exception {
    String stream = peer.newStream(3);
    List<String> before = Programs.lines("before", 300);
    peer.put(stream, before);
    try (Programs program = Programs.ofTexts(peer, stream)) {
      eventually(() -> program.received().size() == before.size());
      program.stopGracefully();
      assertThat(peer.checkpointed(stream)).isEqualTo(before.size());
    }
    List<String> after = Programs.lines("after", 30);
    peer.put(stream, after);

    try (Programs program = Programs.ofTexts(peer, stream)) {
      eventually(() -> program.received().size() >= after.size());
      program.stopGracefully();

      assertThat(program.received()).hasSameElementsAs(after).hasSize(after.size());
    }
  }

  @Test
  void checkpoints_can_wait_for_the_outputs_of_the_batch() throws Exception {
    String stream = peer.newStream(2);
    List<String> lines = Programs.lines("line", 1_000);
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Gate gate =
        () -> {
          blocked.countDown();
          release.await();
        };
    peer.put(stream, lines.subList(0, 10));
    try (Programs program =
        Programs.ofTexts(peer, stream, Map.of("streaming.receiver.ackAfter", "processed"), gate)) {
      blocked.await();
      peer.put(stream, lines.subList(10, lines.size()));
      assertThat(peer.checkpointed(stream)).isZero();
      assertThat(program.received()).isEmpty();

      release.countDown();

      eventually(() -> peer.checkpointed(stream) == lines.size());
      assertThat(program.received()).hasSameElementsAs(lines).hasSize(lines.size());
    }
  }

  @Test
  void what_was_lost_with_a_program_before_its_batch_was_done_comes_again() throws Exception {
    String stream = peer.newStream(2);
    Map<String, String> processed = Map.of("streaming.receiver.ackAfter", "processed");
    List<String> lines = Programs.lines("line", 100);
    CountDownLatch blocked = new CountDownLatch(1);
    Gate never =
        () -> {
          blocked.countDown();
          new CountDownLatch(1).await();
        };
    peer.put(stream, lines);
    try (Programs killed = Programs.ofTexts(peer, stream, processed, never)) {
      blocked.await();
      assertThat(killed.received()).isEmpty();
    }
    assertThat(peer.checkpointed(stream)).isZero();

    try (Programs program = Programs.ofTexts(peer, stream, processed, Gate.OPEN)) {
      eventually(() -> program.received().size() >= lines.size());

      assertThat(program.received()).hasSameElementsAs(lines).hasSize(lines.size());
    }
  }

  @Test
  void reads_that_are_refused_for_a_while_lose_nothing() throws Exception {
    String stream = peer.newStream(2);
    List<String> lines = Programs.lines("line", 2_000);
    try (Programs program = Programs.ofTexts(peer, stream)) {
      peer.put(stream, lines.subList(0, 1_000));
      eventually(() -> program.received().size() > 0);
      long refused = peer.peer().refused();

      peer.peer().refuseReads(Duration.ofSeconds(3));
      peer.put(stream, lines.subList(1_000, 2_000));

      eventually(() -> program.received().size() >= lines.size());
      eventually(() -> peer.checkpointed(stream) == lines.size());
      assertThat(peer.peer().refused()).isGreaterThan(refused);
      assertThat(program.received()).hasSameElementsAs(lines).hasSize(lines.size());
    }
  }

  @Test
  void the_lease_of_a_shard_is_kept_while_there_is_no_room() throws Exception {
    String stream = peer.newStream(1);
    List<String> lines =
        Programs.lines("a line that is longer than others, with the number ", 10_000);
    CountDownLatch release = new CountDownLatch(1);
    peer.put(stream, lines);
    try (Programs program =
        Programs.ofTexts(
            peer,
            stream,
            Map.of("streaming.receiver.maxUnprocessedBytes", "128k"),
            release::await)) {
      eventually(() -> peer.checkpointed(stream) > 0);
      String owner = peer.peer().leases(stream).get(0).owner();

      Programs.still(Duration.ofSeconds(4), () -> owner.equals(owner(stream)));
      assertThat(peer.checkpointed(stream)).isLessThan(lines.size());
      release.countDown();

      eventually(() -> program.received().size() >= lines.size());
      assertThat(owner(stream)).isEqualTo(owner);
      assertThat(program.received()).isEqualTo(new ArrayList<Object>(lines));
    }
  }

  /** What a handler tells the test: it may be called on a copy of itself. */
  private static final class Handling {
    static final CountDownLatch BEGUN = new CountDownLatch(1);
  }

  private String owner(String stream) throws Exception {
    return peer.peer().leases(stream).get(0).owner();
  }
}
