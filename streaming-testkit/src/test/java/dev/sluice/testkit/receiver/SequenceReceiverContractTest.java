package dev.sluice.testkit.receiver;

import java.io.IOException;

// snippet: SequenceReceiverContractTest
class SequenceReceiverContractTest extends ReceiverContract<Integer> {
  @Override
  protected ReceiverHarness<Integer> newHarness() throws IOException {
    return new SequenceHarness();
  }
}
// end of snippet
