package dev.sluice.zeromq;

import static dev.sluice.zeromq.Programs.bytes;
import static dev.sluice.zeromq.Programs.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.broker.FreePort;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** Programs that subscribe. */
class SubscriberStreamTest {

  /** A publisher only sends to whom it knows: says something until it is heard. */
  private static void awaitHeard(Feeder publisher, Programs<String> program, byte[]... frames) {
    await()
        .atMost(Programs.PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              publisher.send(frames);
              return !program.received().isEmpty();
            });
  }

  @Test
  void messages_come_whose_first_frame_begins_with_a_topic() throws Exception {
    int port = FreePort.any();
    try (Feeder publisher = Feeder.bind(SocketType.PUB, port);
        Programs<String> program =
            Programs.start(
                context ->
                    ZeroMQUtils.createStream(
                        context,
                        Programs.address(port),
                        true,
                        List.of(bytes("news"), bytes("sport")),
                        Programs::joined))) {
      awaitHeard(publisher, program, bytes("news.first"));
      publisher.send(bytes("weather"), bytes("rain"));
      publisher.send(bytes("newsletter"), bytes(""), bytes("b"), bytes("c"));
      publisher.send(bytes("sport"), bytes("last"));

      eventually(() -> program.received().contains("sport|last"));
      assertThat(program.received())
          .contains("newsletter||b|c")
          .noneMatch(text -> text.startsWith("weather"));
      assertThat(program.errors()).isEmpty();
    }
  }

  @Test
  void texts_are_the_frames_behind_the_topic_and_publishers_may_connect() throws Exception {
    String address = Programs.freeAddress();
    try (Programs<String> program =
            Programs.start(
                context ->
                    ZeroMQUtils.createTextStream(context, address, false, List.of(new byte[0])));
        ZMQ.Context peer = ZMQ.context(1);
        ZMQ.Socket publisher = peer.socket(SocketType.PUB)) {
      publisher.setLinger(0);
      Programs.connect(publisher, address);

      await()
          .atMost(Programs.PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> {
                publisher.send("topic", ZMQ.SNDMORE);
                publisher.send("größer".getBytes(StandardCharsets.UTF_8), ZMQ.SNDMORE);
                publisher.send("second");
                return program.received().size() > 1;
              });

      assertThat(program.received()).startsWith("größer", "second").doesNotContain("topic");
    }
  }

  @Test
  void a_converter_that_fails_loses_its_message_only() throws Exception {
    int port = FreePort.any();
    ZeroMQOptions options = ZeroMQOptions.connect().withTopics("");
    try (Feeder publisher = Feeder.bind(SocketType.PUB, port);
        Programs<Integer> program =
            Programs.start(
                context ->
                    ZeroMQUtils.createStream(
                        context,
                        Programs.address(port),
                        options,
                        frames ->
                            List.of(
                                Integer.valueOf(new String(frames[0], StandardCharsets.UTF_8)))))) {
      await()
          .atMost(Programs.PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> {
                publisher.send(bytes("seven"));
                publisher.send(bytes("7"));
                return program.received().size() > 2;
              });
      publisher.send(bytes("8"));

      eventually(() -> program.received().contains(8));
      eventually(() -> program.counted("messages on which the converter failed") > 1);
      assertThat(program.errors())
          .singleElement()
          .asString()
          .contains("converter failed", "NumberFormatException")
          .doesNotContain("seven");
    }
  }

  @Test
  void what_is_missing_of_numbered_messages_is_counted() throws Exception {
    int port = FreePort.any();
    ZeroMQOptions options =
        ZeroMQOptions.connect()
            .withTopics("")
            .sequencedBy(
                frames -> {
                  String text = new String(frames[0], StandardCharsets.UTF_8);
                  return text.equals("probe") ? null : Long.valueOf(text);
                });
    try (Feeder publisher = Feeder.bind(SocketType.PUB, port);
        Programs<String> program =
            Programs.start(
                context ->
                    ZeroMQUtils.createStream(
                        context, Programs.address(port), options, Programs::joined))) {
      awaitHeard(publisher, program, bytes("probe"));
      for (int number : new int[] {5, 6, 9, 10, 12, 1, 2}) {
        publisher.send(bytes(Integer.toString(number)));
      }

      eventually(() -> program.counted("messages missing") == 3);
      assertThat(program.errors())
          .singleElement()
          .asString()
          .contains("found number 9, expected 7");
    }
  }

  @Test
  void a_publisher_that_is_away_is_reported_and_so_is_that_it_is_back() throws Exception {
    int port = FreePort.any();
    ZeroMQOptions options = ZeroMQOptions.connect().withTopics("");
    try (Programs<String> program =
        Programs.start(
            context ->
                ZeroMQUtils.createStream(
                    context, Programs.address(port), options, Programs::joined))) {
      eventually(() -> !program.errors().isEmpty());
      assertThat(program.errors().get(0))
          .contains("Nobody is connected to " + Programs.address(port), "trying on");

      try (Feeder publisher = Feeder.bind(SocketType.PUB, port)) {
        awaitHeard(publisher, program, bytes("hello"));

        eventually(
            () -> program.errors().stream().anyMatch(error -> error.contains("Connected to")));
      }
      eventually(() -> program.counted("connections that ended") > 0);
    }
  }

  @Test
  void what_a_slow_program_cannot_take_is_dropped_by_the_publisher_and_the_rest_is_in_order()
      throws Exception {
    int port = FreePort.any();
    ZeroMQOptions options = ZeroMQOptions.connect().withTopics("").withReceiveHighWaterMark(10);
    try (Feeder publisher = Feeder.bind(SocketType.PUB, port);
        Programs<String> program =
            Programs.start(
                context ->
                    ZeroMQUtils.createStream(
                        context, Programs.address(port), options, Programs::joined))) {
      awaitHeard(publisher, program, bytes("-1"));
      IntStream.range(0, 20_000).forEach(n -> publisher.send(bytes(Integer.toString(n))));
      await()
          .atMost(Programs.PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> {
                publisher.send(bytes("20000"));
                return program.received().contains("20000");
              });

      assertThat(program.received().stream().map(Integer::valueOf).toList()).isSorted();
    }
  }
}
