package dev.sluice.zeromq;

import dev.sluice.testkit.receiver.Behaviour;
import dev.sluice.testkit.receiver.ReceiverContract;
import dev.sluice.testkit.receiver.ReceiverHarness;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;

/** A reliable receiver that connects to its sender keeps all of the contract. */
class ReliableReceiverContractTest extends ReceiverContract<Integer> {
  @Override
  protected ReceiverHarness<Integer> newHarness() throws IOException {
    return new ReliableHarness(true, EnumSet.allOf(Behaviour.class));
  }

  /** That nobody is connected is reported after some seconds. */
  @Override
  protected Duration patience() {
    return Duration.ofSeconds(15);
  }
}
