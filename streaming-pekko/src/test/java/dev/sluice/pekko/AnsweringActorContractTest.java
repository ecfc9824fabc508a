package dev.sluice.pekko;

import dev.sluice.testkit.receiver.Behaviour;
import dev.sluice.testkit.receiver.ReceiverContract;
import dev.sluice.testkit.receiver.ReceiverHarness;
import java.util.EnumSet;

/** An actor that answers keeps all of the contract, with senders that wait for answers. */
class AnsweringActorContractTest extends ReceiverContract<Integer> {
  @Override
  protected ReceiverHarness<Integer> newHarness() {
    return new NumberSource(true, EnumSet.allOf(Behaviour.class));
  }
}
