package dev.sluice.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.sluice.rdd.StorageLevel;
import org.junit.jupiter.api.Test;

class InboxTest {
  private static final int MEBIBYTE = 1 << 20;

  private final Inbox inbox = new Inbox(3);
  private final MqttOptions options = MqttOptions.of("tcp://host").topic("a", 1);
  private final Link link =
      new Link(
          inbox,
          0,
          true,
          new Reports(
              MQTTUtils.receiver(options, "test", MqttMessage::text, StorageLevel.MEMORY_ONLY),
              Secrets.of(options),
              (what, n) -> {}));

  private boolean put(int bytes) throws InterruptedException {
    MqttMessage message = MqttMessage.of("a", new byte[bytes], 1);
    return inbox.put(new Delivery(message, link, () -> {}), 0);
  }

  @Test
  void it_has_room_for_so_many_messages() throws Exception {
    assertThat(put(1)).isTrue();
    assertThat(put(1)).isTrue();
    assertThat(put(1)).isTrue();
    assertThat(put(1)).isFalse();

    assertThat(inbox.take().message().size()).isOne();

    assertThat(put(1)).isTrue();
  }

  @Test
  void it_has_room_for_so_many_bytes_but_always_for_one_message() throws Exception {
    assertThat(put(20 * MEBIBYTE)).isTrue();
    assertThat(put(1)).isFalse();
  }

  @Test
  void a_closed_one_takes_nothing() throws Exception {
    inbox.close();

    assertThat(put(1)).isFalse();
  }

  @Test
  void a_connection_for_whose_messages_there_is_no_room_is_over_once_the_others_are_safe()
      throws Exception {
    for (int i = 0; i < 5; i++) {
      link.arrived(MqttMessage.of("a", new byte[] {(byte) i}, 1).content(), () -> {});
    }
    inbox.take().acknowledge();
    inbox.take().acknowledge();
    inbox.take().acknowledge();

    assertThatIOException().isThrownBy(link::awaitEnd).withMessageStartingWith("there was no room");
  }
}
