package dev.sluice.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnacknowledgedTest {
  private final List<String> told = new ArrayList<>();
  private final Unacknowledged unacknowledged = new Unacknowledged();
  private final MqttOptions options = MqttOptions.of("tcp://host").topic("a", 1);
  private final Receiver<String> receiver =
      MQTTUtils.receiver(options, "test", MqttMessage::text, StorageLevel.MEMORY_ONLY);
  private final Link link =
      new Link(new Inbox(1), 0, true, new Reports(receiver, Secrets.of(options), (what, n) -> {}));

  private Delivery delivery(String text) {
    return new Delivery(MqttMessage.of("a", TestBroker.bytes(text), 1), link, () -> told.add(text));
  }

  @Test
  void messages_are_acknowledged_in_the_order_of_storing() {
    unacknowledged.stores(delivery("1"));
    unacknowledged.stores(delivery("2"));
    unacknowledged.stores(delivery("3"));

    unacknowledged.acknowledge(2);

    assertThat(told).containsExactly("1", "2");
  }

  @Test
  void one_that_is_left_out_is_acknowledged_at_once_if_none_waits() {
    unacknowledged.leavesOut(delivery("bad"));

    assertThat(told).containsExactly("bad");
  }

  @Test
  void one_that_is_left_out_waits_for_those_before_it() {
    unacknowledged.stores(delivery("1"));
    unacknowledged.leavesOut(delivery("bad"));
    unacknowledged.leavesOut(delivery("worse"));
    unacknowledged.stores(delivery("2"));
    assertThat(told).isEmpty();

    unacknowledged.acknowledge(1);

    assertThat(told).containsExactly("1", "bad", "worse");
  }

  @Test
  void nothing_is_acknowledged_by_a_connection_that_has_ended() {
    unacknowledged.stores(delivery("1"));
    link.end();

    unacknowledged.acknowledge(1);

    assertThat(told).isEmpty();
  }
}
