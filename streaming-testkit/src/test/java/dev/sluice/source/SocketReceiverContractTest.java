package dev.sluice.source;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.testkit.receiver.LineFeed;
import dev.sluice.testkit.receiver.ReceiverContract;
import dev.sluice.testkit.receiver.ReceiverHarness;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;

/** The receiver of {@code socketTextStream} keeps the contract. */
class SocketReceiverContractTest extends ReceiverContract<String> {
  @Override
  protected ReceiverHarness<String> newHarness() throws IOException {
    return new LineFeed() {
      @Override
      public Receiver<String> newReceiver() {
        String host = InetAddress.getLoopbackAddress().getHostAddress();
        SocketTarget target = new SocketTarget(host, port(), Duration.ofSeconds(5));
        return new LineSocketReceiver(target, StorageLevel.MEMORY_ONLY, MAX_LINE_BYTES);
      }
    };
  }
}
