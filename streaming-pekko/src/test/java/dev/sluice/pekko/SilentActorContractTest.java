package dev.sluice.pekko;

import dev.sluice.testkit.receiver.Behaviour;
import dev.sluice.testkit.receiver.ReceiverContract;
import dev.sluice.testkit.receiver.ReceiverHarness;
import java.util.EnumSet;

/** An actor that answers nobody loses what it holds when it ends. */
class SilentActorContractTest extends ReceiverContract<Integer> {
  @Override
  protected ReceiverHarness<Integer> newHarness() {
    return new NumberSource(false, EnumSet.complementOf(EnumSet.of(Behaviour.RELIABLE)));
  }
}
