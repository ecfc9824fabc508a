package dev.sluice.kafka;

import dev.sluice.kafka.fixtures.KafkaReceiverHarness;
import dev.sluice.kafka.fixtures.TestBroker;
import dev.sluice.testkit.receiver.ReceiverContract;
import dev.sluice.testkit.receiver.ReceiverHarness;
import java.time.Duration;
import java.util.Map;

/** The receiver keeps the contract in groups of the new protocol, in which the broker assigns. */
class NewProtocolContractTest extends ReceiverContract<Integer> {
  @Override
  protected ReceiverHarness<Integer> newHarness() throws Exception {
    return new KafkaReceiverHarness(
        TestBroker.shared(), Receivers::ofNumbers, Map.of("group.protocol", "consumer"));
  }

  /** Joining a group and finding the broker again take their time. */
  @Override
  protected Duration patience() {
    return Duration.ofSeconds(30);
  }
}
