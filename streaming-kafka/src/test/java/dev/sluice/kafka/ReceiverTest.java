package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.kafka.Programs.Gate;
import dev.sluice.kafka.fixtures.TestBroker;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Tests of programs that are members of a group of their own. */
abstract class ReceiverTest {
  final TestBroker broker = TestBroker.shared();
  final String group = broker.newName("group");

  /** A program on the values of a topic, as texts unless the settings say otherwise. */
  final Programs values(String topic, Map<String, ?> params, Map<String, String> conf, Gate gate) {
    return Programs.ofValues(broker, group, topic, params, conf, gate);
  }

  /** Each was received once; as quick for many as for few. */
  static void assertEachOnce(List<?> received, List<String> sent) {
    assertThat(received).hasSameSizeAs(sent);
    assertThat(new HashSet<Object>(received)).isEqualTo(new HashSet<Object>(sent));
  }

  final Programs values(String topic) {
    return values(topic, Map.of(), Map.of(), Gate.OPEN);
  }
}
