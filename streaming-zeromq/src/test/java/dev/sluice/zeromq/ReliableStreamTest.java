package dev.sluice.zeromq;

import static dev.sluice.zeromq.Programs.bytes;
import static dev.sluice.zeromq.Programs.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Programs and their reliable senders. */
class ReliableStreamTest {
  private static final ZeroMQOptions CONNECT = ZeroMQOptions.connect();

  private static Programs<String> receive(String address) {
    return receive(address, ZeroMQOptions.bind());
  }

  private static Programs<String> receive(String address, ZeroMQOptions options) {
    return Programs.start(
        context -> ZeroMQUtils.createReliableStream(context, address, options, Programs::joined));
  }

  private static void sendAll(ReliableSender sender, List<String> lines) throws Exception {
    for (String line : lines) {
      sender.send(bytes(line));
    }
  }

  @Test
  void messages_of_several_senders_come_once_each_and_in_the_order_of_their_sender()
      throws Exception {
    String address = Programs.freeAddress();
    List<String> ofFirst = Programs.lines("a", 3_000);
    List<String> ofSecond = Programs.lines("b", 3_000);
    try (Programs<String> program = receive(address);
        ReliableSender first = ReliableSender.start(address, CONNECT.withWindow(100, 1 << 20));
        ReliableSender second = ReliableSender.start(address, CONNECT)) {
      sendAll(second, ofSecond);
      sendAll(first, ofFirst);

      assertThat(first.flush(Programs.PATIENCE)).isTrue();
      assertThat(second.flush(Programs.PATIENCE)).isTrue();
      eventually(() -> program.received().size() == 6_000);
      assertThat(program.received().stream().filter(line -> line.startsWith("a")).toList())
          .isEqualTo(ofFirst);
      assertThat(program.received().stream().filter(line -> line.startsWith("b")).toList())
          .isEqualTo(ofSecond);
      assertThat(first.acknowledged()).isEqualTo(3_000);
      assertThat(first.trouble()).isEmpty();
      assertThat(program.errors()).isEmpty();
    }
  }

  @Test
  void a_sender_waits_for_a_program_and_sends_again_to_the_next_one() throws Exception {
    String address = Programs.freeAddress();
    List<Long> acknowledged = new CopyOnWriteArrayList<>();
    try (ReliableSender sender =
        ReliableSender.resume(address, "s", 1, CONNECT, acknowledged::add)) {
      sendAll(sender, List.of("1", "2"));
      assertThat(sender.acknowledged()).isZero();
      try (Programs<String> program = receive(address)) {
        eventually(() -> program.received().equals(List.of("1", "2")));
        eventually(() -> sender.acknowledged() == 2);
      }
      sendAll(sender, List.of("3", "4"));

      try (Programs<String> program = receive(address)) {
        eventually(() -> program.received().equals(List.of("3", "4")));
        assertThat(sender.flush(Programs.PATIENCE)).isTrue();
      }
      eventually(() -> acknowledged.contains(4L));
      assertThat(acknowledged).isSorted().endsWith(4L);
    }
  }

  @Test
  void a_sender_that_is_bound_is_found_by_the_program() throws Exception {
    String address = Programs.freeAddress();
    try (ReliableSender sender = ReliableSender.start(address, ZeroMQOptions.bind());
        Programs<String> program = receive(address, CONNECT)) {
      sendAll(sender, List.of("1", "2"));

      assertThat(sender.flush(Programs.PATIENCE)).isTrue();
      eventually(() -> program.received().equals(List.of("1", "2")));
    }
  }

  @Test
  void what_a_sender_sends_again_after_its_own_end_counts_once() throws Exception {
    String address = Programs.freeAddress();
    try (Programs<String> program = receive(address)) {
      try (ReliableSender sender = ReliableSender.resume(address, "s", 1, CONNECT)) {
        sendAll(sender, List.of("1", "2", "3"));
        assertThat(sender.flush(Programs.PATIENCE)).isTrue();
      }

      try (ReliableSender sender = ReliableSender.resume(address, "s", 2, CONNECT)) {
        sendAll(sender, List.of("2", "3", "4"));
        assertThat(sender.flush(Programs.PATIENCE)).isTrue();
      }

      eventually(() -> program.received().contains("4"));
      assertThat(program.received()).containsExactly("1", "2", "3", "4");
    }
  }

  @Test
  void a_message_may_become_any_number_of_records() throws Exception {
    String address = Programs.freeAddress();
    try (Programs<String> program =
            Programs.start(
                context ->
                    ZeroMQUtils.createReliableStream(
                        context,
                        address,
                        false,
                        frames -> Stream.of(frames).map(Programs::text).skip(1).toList()));
        ReliableSender sender = ReliableSender.start(address, CONNECT)) {
      sender.send(bytes("head"), bytes("a"), bytes("b"));
      sender.send(bytes("head"));
      sender.send(bytes("head"), bytes("c"));
      sender.send(bytes("head"));

      assertThat(sender.flush(Programs.PATIENCE)).isTrue();
      eventually(() -> program.received().size() == 3);
      assertThat(program.received()).containsExactly("a", "b", "c");
    }
  }

  @Test
  void a_message_on_which_the_converter_fails_is_acknowledged_and_counted() throws Exception {
    String address = Programs.freeAddress();
    try (Programs<Integer> program =
            Programs.start(
                context ->
                    ZeroMQUtils.createReliableStream(
                        context,
                        address,
                        false,
                        frames -> List.of(Integer.valueOf(Programs.text(frames[0])))));
        ReliableSender sender = ReliableSender.start(address, CONNECT)) {
      sendAll(sender, List.of("seven", "7", "eight"));

      assertThat(sender.flush(Programs.PATIENCE)).isTrue();
      eventually(() -> program.received().equals(List.of(7)));
      eventually(() -> program.counted("messages on which the converter failed") == 2);
      assertThat(program.errors())
          .singleElement()
          .asString()
          .contains("number 1 of", "NumberFormatException")
          .doesNotContain("seven");
    }
  }

  @Test
  void of_two_senders_with_one_id_the_later_one_stays() throws Exception {
    String address = Programs.freeAddress();
    try (Programs<String> program = receive(address);
        ReliableSender first = ReliableSender.resume(address, "s", 1, CONNECT)) {
      sendAll(first, List.of("1"));
      assertThat(first.flush(Programs.PATIENCE)).isTrue();

      try (ReliableSender second = ReliableSender.resume(address, "s", 2, CONNECT)) {
        sendAll(second, List.of("2"));
        assertThat(second.flush(Programs.PATIENCE)).isTrue();

        eventually(() -> first.trouble().isPresent());
        assertThatIllegalStateException()
            .isThrownBy(() -> first.send(bytes("3")))
            .withMessageContaining("Another sender says that it is \"s\"");
      }
      eventually(() -> program.received().equals(List.of("1", "2")));
      eventually(() -> !program.errors().isEmpty());
      assertThat(program.errors()).singleElement().asString().contains("\"s\"");
    }
  }

  @Test
  void senders_above_the_limit_have_to_wait_until_one_ends() throws Exception {
    String address = Programs.freeAddress();
    ReliableSender first = ReliableSender.start(address, CONNECT);
    try (Programs<String> program = receive(address, ZeroMQOptions.bind().withMostSenders(1))) {
      sendAll(first, List.of("1"));
      assertThat(first.flush(Programs.PATIENCE)).isTrue();
      try (ReliableSender second = ReliableSender.start(address, CONNECT)) {
        sendAll(second, List.of("2"));
        eventually(() -> second.trouble().orElse("").contains("Cannot serve one more sender"));

        first.close();

        assertThat(second.flush(Programs.PATIENCE)).isTrue();
        eventually(() -> program.received().equals(List.of("1", "2")));
      }
    }
  }

  @Test
  void a_sender_that_leaves_numbers_out_is_reported() throws Exception {
    String address = Programs.freeAddress();
    try (Programs<String> program = receive(address)) {
      try (ReliableSender sender = ReliableSender.resume(address, "s", 1, CONNECT)) {
        sendAll(sender, List.of("1"));
        assertThat(sender.flush(Programs.PATIENCE)).isTrue();
      }
      try (ReliableSender sender = ReliableSender.resume(address, "s", 5, CONNECT)) {
        sendAll(sender, List.of("5"));
        assertThat(sender.flush(Programs.PATIENCE)).isTrue();
      }

      eventually(() -> program.counted("messages that senders left out") == 3);
      assertThat(program.errors())
          .singleElement()
          .asString()
          .contains("\"s\" goes on with number 5, expected 2");
    }
  }

  @Test
  void a_closed_sender_refuses_messages() throws Exception {
    ReliableSender sender = ReliableSender.start(Programs.freeAddress(), CONNECT);
    sender.close();
    sender.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> sender.send(bytes("late")))
        .withMessageContaining("the sender is closed");
  }

  @Test
  void a_full_window_has_the_sender_wait() throws Exception {
    List<String> sent = new ArrayList<>();
    try (ReliableSender sender =
        ReliableSender.start(Programs.freeAddress(), CONNECT.withWindow(2, 100))) {
      Thread application =
          new Thread(
              () -> {
                try {
                  for (String line : Programs.lines("line", 3)) {
                    sender.send(bytes(line));
                    synchronized (sent) {
                      sent.add(line);
                    }
                  }
                } catch (InterruptedException expected) {
                  Thread.currentThread().interrupt();
                }
              });
      application.start();
      eventually(() -> application.getState() == Thread.State.WAITING);

      application.interrupt();
      application.join();

      assertThat(sent).containsExactly("line0", "line1");
    }
  }
}
