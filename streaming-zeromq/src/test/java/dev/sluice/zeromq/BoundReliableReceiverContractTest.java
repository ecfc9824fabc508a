package dev.sluice.zeromq;

import dev.sluice.testkit.receiver.Behaviour;
import dev.sluice.testkit.receiver.ReceiverContract;
import dev.sluice.testkit.receiver.ReceiverHarness;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;

/** So does one that is bound; what its sender hands over cannot be seen from outside. */
class BoundReliableReceiverContractTest extends ReceiverContract<Integer> {
  @Override
  protected ReceiverHarness<Integer> newHarness() throws IOException {
    return new ReliableHarness(false, EnumSet.complementOf(EnumSet.of(Behaviour.FLOW_CONTROLLED)));
  }

  /** That nobody is connected is reported after some seconds. */
  @Override
  protected Duration patience() {
    return Duration.ofSeconds(15);
  }
}
