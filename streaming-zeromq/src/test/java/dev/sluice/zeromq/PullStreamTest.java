package dev.sluice.zeromq;

import static dev.sluice.zeromq.Programs.bytes;
import static dev.sluice.zeromq.Programs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.FreePort;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** Programs that pull. */
class PullStreamTest {

  @Test
  void all_messages_of_a_pusher_come_with_all_their_frames() throws Exception {
    int port = FreePort.any();
    List<String> lines = Programs.lines("line", 5_000);
    try (Feeder pusher = Feeder.bind(SocketType.PUSH, port);
        Programs<String> program =
            Programs.start(
                context ->
                    ZeroMQUtils.createPullStream(
                        context, Programs.address(port), true, Programs::joined))) {
      lines.forEach(line -> pusher.send(bytes(line), bytes("end")));

      eventually(() -> program.received().size() == lines.size());
      assertThat(program.received())
          .containsExactlyElementsOf(lines.stream().map(line -> line + "|end").toList());
    }
  }

  @Test
  void pushers_may_connect_and_a_message_may_become_any_number_of_records() throws Exception {
    String address = Programs.freeAddress();
    try (Programs<String> program =
            Programs.start(
                context ->
                    ZeroMQUtils.createPullStream(
                        context,
                        address,
                        false,
                        frames ->
                            frames[0].length == 0
                                ? List.of()
                                : Stream.of(frames).map(Programs::text).toList()));
        ZMQ.Context peer = ZMQ.context(1);
        ZMQ.Socket pusher = peer.socket(SocketType.PUSH)) {
      Programs.connect(pusher, address);
      pusher.send("");
      pusher.send("a", ZMQ.SNDMORE);
      pusher.send("b");
      pusher.send("c");

      eventually(() -> program.received().size() == 3);
      assertThat(program.received()).containsExactly("a", "b", "c");
    }
  }

  @Test
  void after_a_message_above_the_limit_another_connection_is_made() throws Exception {
    int port = FreePort.any();
    ZeroMQOptions options = ZeroMQOptions.connect().withMaxMessageBytes(1_000);
    try (Feeder pusher = Feeder.bind(SocketType.PUSH, port);
        Programs<String> program =
            Programs.start(
                context ->
                    ZeroMQUtils.createPullStream(
                        context, Programs.address(port), options, Programs::joined))) {
      pusher.send(bytes("before"));
      eventually(() -> program.received().contains("before"));

      pusher.send(new byte[1_001]);
      eventually(() -> !program.errors().isEmpty());
      eventually(() -> pusher.ended() > 0);
      pusher.send(bytes("after"));

      eventually(() -> program.received().contains("after"));
      assertThat(program.received()).containsExactly("before", "after");
      assertThat(program.errors()).first().asString().contains("making another connection");
    }
  }

  @Test
  void a_port_that_is_taken_is_reported_and_tried_again() throws Exception {
    int port = FreePort.any();
    Feeder taken = Feeder.bind(SocketType.PUSH, port);
    try (Programs<String> program =
        Programs.start(
            context ->
                ZeroMQUtils.createPullStream(context, "tcp://:" + port, false, Programs::joined))) {
      eventually(() -> !program.errors().isEmpty());
      assertThat(program.errors().get(0)).contains("Cannot bind tcp://127.0.0.1:" + port);
      taken.close();

      try (ZMQ.Context peer = ZMQ.context(1);
          ZMQ.Socket pusher = peer.socket(SocketType.PUSH)) {
        Programs.connect(pusher, Programs.address(port));
        pusher.send("hello");

        eventually(() -> program.received().contains("hello"));
      }
    } finally {
      taken.close();
    }
  }
}
