package dev.sluice.zeromq;

import static dev.sluice.zeromq.Programs.bytes;
import static dev.sluice.zeromq.Programs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** The wire format, as a sender in another language speaks it. */
class ProtocolTest {
  private final ZMQ.Context context = ZMQ.context(1);
  private ZMQ.Socket dealer;
  private Programs<String> program;

  @BeforeEach
  void start() throws Exception {
    String address = Programs.freeAddress();
    program =
        Programs.start(
            streaming ->
                ZeroMQUtils.createReliableStream(
                    streaming,
                    address,
                    ZeroMQOptions.bind().withWindow(7, 1_000),
                    Programs::joined));
    dealer = context.socket(SocketType.DEALER);
    dealer.setLinger(0);
    dealer.setReceiveTimeOut(30_000);
    Programs.connect(dealer, address);
  }

  @AfterEach
  void end() {
    dealer.close();
    context.term();
    program.close();
  }

  private void send(byte[]... frames) {
    for (int frame = 0; frame < frames.length; frame++) {
      dealer.send(frames[frame], frame + 1 < frames.length ? ZMQ.SNDMORE : 0);
    }
  }

  private static byte[] numbered(char letter, long number) {
    return ByteBuffer.allocate(9).put((byte) letter).putLong(number).array();
  }

  private void sayHello(String id) {
    send(new byte[] {'H', 1}, bytes(id), new byte[8]);
  }

  /** The next answer that is no mere sign of life. */
  private byte @Nullable [] answer() {
    byte[] answer = dealer.recv();
    while (answer != null && answer[0] == 'A' && ByteBuffer.wrap(answer, 1, 8).getLong() == 0) {
      answer = dealer.recv();
    }
    return answer;
  }

  @Test
  void a_hello_is_answered_with_the_window_and_what_is_known() {
    sayHello("python");

    assertThat(answer())
        .isEqualTo(
            ByteBuffer.allocate(14).put((byte) 'W').put((byte) 1).putInt(7).putLong(0).array());
  }

  @Test
  void messages_are_acknowledged_with_the_number_of_the_last() {
    sayHello("python");
    assertThat(answer()).startsWith('W');

    send(numbered('D', 41), bytes("a"), bytes("b"));
    send(numbered('D', 42), bytes("c"));

    byte[] answer = answer();
    while (answer != null && ByteBuffer.wrap(answer, 1, 8).getLong() == 41) {
      answer = answer();
    }
    assertThat(answer).isEqualTo(numbered('A', 42));
    eventually(() -> program.received().equals(List.of("a|b", "c")));
  }

  @Test
  void who_has_not_said_hello_is_asked_to() {
    send(numbered('D', 1), bytes("a"));

    assertThat(answer()).containsExactly('R');
  }

  @Test
  void who_has_left_something_out_is_asked_to_begin_anew() {
    sayHello("python");
    assertThat(answer()).startsWith('W');
    send(numbered('D', 1), bytes("a"));
    assertThat(answer()).isEqualTo(numbered('A', 1));

    send(numbered('D', 3), bytes("c"));
    byte[] answer = answer();
    while (answer != null && answer[0] == 'A') {
      answer = answer();
    }
    assertThat(answer).containsExactly('R');

    sayHello("python");
    answer = answer();
    assertThat(answer).startsWith('W');
    assertThat(ByteBuffer.wrap(answer, 6, 8).getLong()).isEqualTo(1);
  }

  @Test
  void who_says_that_more_was_sent_than_came_is_asked_to_begin_anew() {
    sayHello("python");
    assertThat(answer()).startsWith('W');

    send(numbered('P', 2));

    assertThat(answer()).containsExactly('R');
  }

  @Test
  void another_version_is_refused() {
    send(new byte[] {'H', 2}, bytes("whatever comes then"));

    byte[] answer = answer();
    assertThat(answer).startsWith('E', 1);
    assertThat(new String(answer, StandardCharsets.UTF_8))
        .contains("Cannot speak version 2: expected 1");
    eventually(() -> !program.errors().isEmpty());
  }

  @Test
  void garbage_is_refused_counted_and_reported_once() {
    send(bytes("hello"));
    send(bytes(""));
    send(new byte[] {'D', 0, 0}, bytes("a"));
    send(numbered('D', 1));
    send(numbered('D', 0), bytes("a"));
    send(new byte[] {'H', 1}, bytes(""), new byte[8]);

    assertThat(answer()).startsWith('E', 2);
    eventually(() -> program.counted("messages that are not of the protocol") == 6);
    assertThat(program.errors())
        .singleElement()
        .asString()
        .contains("not of the protocol", "5 bytes in 1 frames")
        .doesNotContain("hello");
  }
}
