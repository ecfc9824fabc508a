package dev.sluice.flume;

import dev.sluice.testkit.receiver.ReceiverContract;
import dev.sluice.testkit.receiver.ReceiverHarness;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** So it does with TLS on both sides, compressed, and with identities. */
class SecurePushContractTest extends ReceiverContract<FlumeEvent> {
  private TestKeys keys;

  @BeforeAll
  void makeKeys(@TempDir Path directory) throws Exception {
    keys = TestKeys.in(directory);
  }

  @Override
  protected ReceiverHarness<FlumeEvent> newHarness() throws IOException, GeneralSecurityException {
    SSLContext client = keys.client(true);
    return PushHarness.of(
        options ->
            options.withTls(keys.mutualTls()).withDecompression(true).identifiedBy(Events::id),
        port ->
            new AvroClient(
                client.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port),
                true));
  }

  @Override
  protected Duration patience() {
    return FlumeProgram.PATIENCE;
  }
}
