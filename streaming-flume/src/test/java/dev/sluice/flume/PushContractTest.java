package dev.sluice.flume;

import dev.sluice.testkit.receiver.ReceiverContract;
import dev.sluice.testkit.receiver.ReceiverHarness;
import java.io.IOException;
import java.time.Duration;

/** The receiver that agents push to keeps the contract. */
class PushContractTest extends ReceiverContract<FlumeEvent> {
  @Override
  protected ReceiverHarness<FlumeEvent> newHarness() throws IOException {
    return PushHarness.of(options -> options, AvroClient::connect);
  }

  @Override
  protected Duration patience() {
    return FlumeProgram.PATIENCE;
  }
}
