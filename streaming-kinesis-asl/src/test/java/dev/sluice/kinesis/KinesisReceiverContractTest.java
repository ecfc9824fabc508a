package dev.sluice.kinesis;

import dev.sluice.testkit.receiver.ReceiverContract;
import dev.sluice.testkit.receiver.ReceiverHarness;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PeerExtension.class)
class KinesisReceiverContractTest extends ReceiverContract<Integer> {
  private final TestPeer peer;

  KinesisReceiverContractTest(TestPeer peer) {
    this.peer = peer;
  }

  @Override
  protected ReceiverHarness<Integer> newHarness() throws Exception {
    return new KinesisReceiverHarness(peer);
  }

  /** Leases are taken and given up step by step. */
  @Override
  protected Duration patience() {
    return Duration.ofSeconds(40);
  }
}
