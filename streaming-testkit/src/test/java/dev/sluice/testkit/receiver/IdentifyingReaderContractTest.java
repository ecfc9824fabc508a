package dev.sluice.testkit.receiver;

import dev.sluice.receiver.Receiver;
import java.io.IOException;

/** A receiver whose positions identify its records. */
class IdentifyingReaderContractTest extends ReceiverContract<Integer> {
  /** Says that a position is a record's own. */
  private static final class Identifying extends SequenceReader {
    private static final long serialVersionUID = 1L;

    Identifying(int port) {
      super(port, SequenceBroker.PASSWORD);
    }

    @Override
    protected boolean identifiesByPosition() {
      return true;
    }
  }

  @Override
  protected ReceiverHarness<Integer> newHarness() throws IOException {
    return new SequenceHarness() {
      @Override
      public Receiver<Integer> newReceiver() {
        return new Identifying(broker.port());
      }
    };
  }
}
