package dev.sluice.flume;

import dev.sluice.testkit.receiver.ReceiverContract;
import dev.sluice.testkit.receiver.ReceiverHarness;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** So it does with TLS on both sides and with identities. */
class SecurePollingContractTest extends ReceiverContract<FlumeEvent> {
  private TestKeys keys;

  @BeforeAll
  void makeKeys(@TempDir Path directory) throws Exception {
    keys = TestKeys.in(directory);
  }

  @Override
  protected ReceiverHarness<FlumeEvent> newHarness() throws IOException {
    return new PollingHarness(
        Map.of(
            "backoffInterval",
            "5",
            "ssl",
            "true",
            "keystore",
            keys.keys().toString(),
            "keystore-password",
            TestKeys.PASSWORD,
            "truststore",
            keys.trusted().toString(),
            "truststore-password",
            TestKeys.PASSWORD,
            "client-auth",
            "true"),
        options -> options.withTls(keys.mutualTls()).identifiedBy(Events::id));
  }

  @Override
  protected Duration patience() {
    return FlumeProgram.PATIENCE;
  }
}
