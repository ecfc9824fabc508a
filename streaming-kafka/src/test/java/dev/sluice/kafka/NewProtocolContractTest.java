package dev.sluice.kafka;

import dev.sluice.testkit.receiver.ReceiverContract;
import dev.sluice.testkit.receiver.ReceiverHarness;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

/** The receiver keeps the contract in groups of the new protocol, in which the broker assigns. */
@ExtendWith(BrokerExtension.class)
class NewProtocolContractTest extends ReceiverContract<Integer> {
  private final TestBroker broker;

  NewProtocolContractTest(TestBroker broker) {
    this.broker = broker;
  }

  @Override
  protected ReceiverHarness<Integer> newHarness() throws Exception {
    return new KafkaReceiverHarness(broker, Map.of("group.protocol", "consumer"));
  }

  /** Joining a group and finding the broker again take their time. */
  @Override
  protected Duration patience() {
    return Duration.ofSeconds(30);
  }
}
