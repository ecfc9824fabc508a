package dev.sluice.mqtt.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class HandshakesTest {
  private final List<String> said = new ArrayList<>();
  private final Handshakes handshakes = new Handshakes((answer, id) -> said.add(answer + " " + id));

  private Handshake arrived(int id, int qos, int checksum) {
    assertThat(handshakes.arrived(id, qos, false, checksum)).isTrue();
    return handshakes.next();
  }

  @Test
  void at_qos_1_a_message_that_is_safe_is_acknowledged() {
    Handshake message = arrived(7, 1, 0);

    assertThat(said).isEmpty();
    handshakes.safe(message);

    assertThat(said).containsExactly("PUBACK 7");
  }

  @Test
  void at_qos_2_the_first_answer_waits_for_the_message_and_the_second_for_the_broker() {
    Handshake message = arrived(7, 2, 0);

    assertThat(said).isEmpty();
    handshakes.safe(message);
    assertThat(said).containsExactly("PUBREC 7");
    handshakes.released(7);

    assertThat(said).containsExactly("PUBREC 7", "PUBCOMP 7");
  }

  @Test
  void a_packet_id_that_is_released_is_free() {
    handshakes.safe(arrived(7, 2, 0));
    handshakes.released(7);
    said.clear();

    handshakes.safe(arrived(7, 2, 0));

    assertThat(said).containsExactly("PUBREC 7");
  }

  @Test
  void what_another_connection_has_answered_is_released() {
    handshakes.released(9);

    assertThat(said).containsExactly("PUBCOMP 9");
  }

  @Test
  void messages_with_the_same_packet_id_are_answered_one_after_the_other() {
    Handshake first = arrived(7, 2, 1);
    Handshake second = arrived(7, 2, 2);
    Handshake third = arrived(7, 1, 3);

    handshakes.safe(first);
    handshakes.safe(second);
    handshakes.safe(third);
    assertThat(said).containsExactly("PUBREC 7");
    handshakes.released(7);
    assertThat(said).containsExactly("PUBREC 7", "PUBCOMP 7", "PUBREC 7");
    handshakes.released(7);

    assertThat(said).containsExactly("PUBREC 7", "PUBCOMP 7", "PUBREC 7", "PUBCOMP 7", "PUBACK 7");
  }

  @Test
  void a_release_does_not_answer_a_message_that_is_not_safe() {
    Handshake first = arrived(7, 2, 1);
    Handshake second = arrived(7, 2, 2);

    handshakes.safe(first);
    handshakes.released(7);
    assertThat(said).containsExactly("PUBREC 7", "PUBCOMP 7");
    handshakes.safe(second);

    assertThat(said).containsExactly("PUBREC 7", "PUBCOMP 7", "PUBREC 7");
  }

  @Test
  void at_qos_2_a_message_that_is_sent_again_is_answered_again_and_not_delivered() {
    Handshake message = arrived(7, 2, 1);

    assertThat(handshakes.arrived(7, 2, true, 1)).isFalse();
    assertThat(said).isEmpty();
    handshakes.safe(message);
    assertThat(handshakes.arrived(7, 2, true, 1)).isFalse();

    assertThat(said).containsExactly("PUBREC 7", "PUBREC 7");
    assertThatThrownBy(handshakes::next)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("none has come");
  }

  @Test
  void what_is_sent_again_is_another_message_if_it_says_something_else() {
    arrived(7, 2, 1);

    assertThat(handshakes.arrived(7, 2, true, 2)).isTrue();

    assertThat(handshakes.next().isSentAgain).isTrue();
  }

  @Test
  void at_qos_1_what_is_sent_again_is_delivered_again() {
    arrived(7, 1, 1);

    assertThat(handshakes.arrived(7, 1, true, 1)).isTrue();
  }
}
