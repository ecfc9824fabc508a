package dev.sluice.kafka;

import dev.sluice.kafka.it.ContainerBroker;
import dev.sluice.testkit.receiver.ReceiverContract;
import dev.sluice.testkit.receiver.ReceiverHarness;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** The receiver keeps the contract with a broker in a container. */
@Tag("containers")
@Timeout(value = 5, unit = TimeUnit.MINUTES) // a rule may have to wait for several rebalances
class ContainerReceiverContractTest extends ReceiverContract<Integer> {
  private @Nullable TestBroker broker;

  @BeforeAll
  void startBroker() throws IOException {
    int behind = ContainerBroker.freePort();
    Proxy proxy = new Proxy(behind);
    ContainerBroker container = ContainerBroker.startBehind(proxy.port(), behind);
    broker = new TestBroker(proxy, container.address(), container);
  }

  /** The broker is needed until all is printed. */
  @Override
  @AfterAll
  public void report() throws Exception {
    if (broker == null) {
      return;
    }
    try {
      super.report();
    } finally {
      broker.close();
    }
  }

  @Override
  protected ReceiverHarness<Integer> newHarness() throws Exception {
    return new KafkaReceiverHarness(broker, Map.of("heartbeat.interval.ms", 500));
  }

  /** Joining a group and finding the broker again take their time. */
  @Override
  protected Duration patience() {
    return Duration.ofSeconds(30);
  }
}
