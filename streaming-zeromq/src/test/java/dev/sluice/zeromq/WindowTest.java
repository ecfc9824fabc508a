package dev.sluice.zeromq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static final Duration AT_ONCE = Duration.ZERO;
  private final Window window = new Window(10, 1_000, 5);

  private List<Long> sendAll() {
    List<Long> numbers = new ArrayList<>();
    for (Window.Kept kept = window.toSend(); kept != null; kept = window.toSend()) {
      numbers.add(kept.number());
    }
    return numbers;
  }

  private void add(int messages) throws InterruptedException {
    for (int i = 0; i < messages; i++) {
      window.add(List.of(new byte[10]));
    }
  }

  @Test
  void numbers_count_up_from_the_first() throws Exception {
    add(3);

    assertThat(sendAll()).containsExactly(5L, 6L, 7L);
    assertThat(window.lastSent()).isEqualTo(7);
  }

  @Test
  void what_is_acknowledged_is_forgotten_and_the_rest_is_sent_again() throws Exception {
    add(3);
    sendAll();
    window.acknowledge(5);
    assertThat(window.settle()).isEqualTo(5);
    assertThat(window.settle()).isZero();

    window.sendAgain(10);

    assertThat(window.lastSent()).isZero();
    assertThat(sendAll()).containsExactly(6L, 7L);
  }

  @Test
  void all_that_was_sent_is_sent_again_but_nothing_new_above_the_credit() throws Exception {
    add(4);
    sendAll();
    add(2);

    window.sendAgain(2);

    assertThat(sendAll()).containsExactly(5L, 6L, 7L, 8L);
    window.acknowledge(7);
    assertThat(window.settle()).isEqualTo(7);
    assertThat(sendAll()).containsExactly(9L);
  }

  @Test
  void what_the_receiver_has_of_an_earlier_sender_is_acknowledged_when_it_is_added()
      throws Exception {
    window.acknowledge(6);
    assertThat(window.settle()).isZero();

    add(3);

    assertThat(window.settle()).isEqualTo(6);
    assertThat(sendAll()).containsExactly(7L);
    assertThat(window.awaitAcknowledged(AT_ONCE)).isFalse();
    window.acknowledge(7);
    window.settle();
    assertThat(window.awaitAcknowledged(AT_ONCE)).isTrue();
  }

  @Test
  void a_message_that_was_not_sent_after_all_is_the_next_one() throws Exception {
    add(2);
    window.toSend();

    window.notSent();

    assertThat(sendAll()).containsExactly(5L, 6L);
  }

  @Test
  void nothing_can_be_added_after_a_failure() {
    window.fail("of a reason");
    window.fail("of another");

    assertThatIllegalStateException()
        .isThrownBy(() -> add(1))
        .withMessage("Cannot send: of a reason");
    assertThatIllegalStateException().isThrownBy(() -> window.add(List.of()));
  }
}
