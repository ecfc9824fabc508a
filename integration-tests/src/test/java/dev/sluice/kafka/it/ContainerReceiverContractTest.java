package dev.sluice.kafka.it;

import dev.sluice.broker.FreePort;
import dev.sluice.kafka.fixtures.KafkaReceiverHarness;
import dev.sluice.kafka.fixtures.TestBroker;
import dev.sluice.kafka.group.KafkaReceiver;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.testkit.receiver.ReceiverContract;
import dev.sluice.testkit.receiver.ReceiverHarness;
import dev.sluice.testkit.receiver.TcpProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
  @Timeout(value = 3, unit = TimeUnit.MINUTES) // a container takes its time
  void startBroker() throws IOException {
    int behind = FreePort.any();
    TcpProxy proxy = new TcpProxy(behind);
    ContainerBroker container = ContainerBroker.beginBehind(proxy.port(), behind);
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
    return new KafkaReceiverHarness(
        broker,
        (params, topic) ->
            KafkaReceiver.<String, Integer, Integer>of(
                params, Map.of(topic, 1), ConsumerRecord::value, StorageLevel.MEMORY_AND_DISK),
        Map.of("heartbeat.interval.ms", 500));
  }

  /** Joining a group and finding the broker again take their time. */
  @Override
  protected Duration patience() {
    return Duration.ofSeconds(30);
  }
}
