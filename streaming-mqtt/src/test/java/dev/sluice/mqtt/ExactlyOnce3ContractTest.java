package dev.sluice.mqtt;

import dev.sluice.testkit.receiver.Behaviour;
import dev.sluice.testkit.receiver.ReceiverContract;
import dev.sluice.testkit.receiver.ReceiverHarness;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.extension.ExtendWith;

/** QoS 2 of MQTT 3.1.1. */
@ExtendWith(BrokerExtension.class)
class ExactlyOnce3ContractTest extends ReceiverContract<Integer> {
  private final TestBroker broker;

  ExactlyOnce3ContractTest(TestBroker broker) {
    this.broker = broker;
  }

  @Override
  protected ReceiverHarness<Integer> newHarness() throws Exception {
    return new MqttReceiverHarness(broker, 2, EnumSet.allOf(Behaviour.class), options -> options);
  }

  /** Connecting again takes its time. */
  @Override
  protected Duration patience() {
    return Duration.ofSeconds(20);
  }
}
