package dev.sluice.mqtt;

import dev.sluice.testkit.receiver.Behaviour;
import dev.sluice.testkit.receiver.ReceiverContract;
import dev.sluice.testkit.receiver.ReceiverHarness;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.extension.ExtendWith;

/** QoS 1 of MQTT 5, with messages that can be told apart. */
@ExtendWith(BrokerExtension.class)
class IdentifiedContractTest extends ReceiverContract<Integer> {
  private final TestBroker broker;

  IdentifiedContractTest(TestBroker broker) {
    this.broker = broker;
  }

  @Override
  protected ReceiverHarness<Integer> newHarness() throws Exception {
    return new MqttReceiverHarness(
        broker,
        1,
        EnumSet.allOf(Behaviour.class),
        options ->
            options
                .version(MqttVersion.V5)
                .identifiedBy(message -> Integer.toString(MqttReceiverHarness.number(message))));
  }

  /** Connecting again takes its time. */
  @Override
  protected Duration patience() {
    return Duration.ofSeconds(20);
  }
}
