package dev.sluice.mqtt;

import dev.sluice.testkit.receiver.Behaviour;
import dev.sluice.testkit.receiver.ReceiverContract;
import dev.sluice.testkit.receiver.ReceiverHarness;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.extension.ExtendWith;

/** QoS 0, of which the broker keeps nothing. */
@ExtendWith(BrokerExtension.class)
class AtMostOnceContractTest extends ReceiverContract<Integer> {
  private final TestBroker broker;

  AtMostOnceContractTest(TestBroker broker) {
    this.broker = broker;
  }

  @Override
  protected ReceiverHarness<Integer> newHarness() throws Exception {
    return new MqttReceiverHarness(
        broker,
        0,
        EnumSet.complementOf(EnumSet.of(Behaviour.RELIABLE, Behaviour.KEEPS_WHILE_CUT)),
        options -> options);
  }

  /** Connecting again takes its time. */
  @Override
  protected Duration patience() {
    return Duration.ofSeconds(20);
  }
}
