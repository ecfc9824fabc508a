package dev.sluice.flume;

import dev.sluice.testkit.receiver.ReceiverContract;
import dev.sluice.testkit.receiver.ReceiverHarness;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** The receiver that polls keeps the contract. */
class PollingContractTest extends ReceiverContract<FlumeEvent> {
  @Override
  protected ReceiverHarness<FlumeEvent> newHarness() throws IOException {
    return new PollingHarness(Map.of("backoffInterval", "5"), options -> options);
  }

  @Override
  protected Duration patience() {
    return FlumeProgram.PATIENCE;
  }
}
