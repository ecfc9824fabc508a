package dev.sluice.testkit.receiver;

import dev.sluice.receiver.Receiver;
import java.io.IOException;

/** A receiver that leaves its thread to the core. */
class SequenceReaderContractTest extends ReceiverContract<Integer> {
  @Override
  protected ReceiverHarness<Integer> newHarness() throws IOException {
    return new SequenceHarness() {
      @Override
      public Receiver<Integer> newReceiver() {
        return new SequenceReader(broker.port(), SequenceBroker.PASSWORD);
      }
    };
  }
}
