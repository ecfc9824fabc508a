package dev.sluice.mqtt.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.recovery.Message;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How fast a program with the log takes what Mosquitto has queued for it, by the number of messages
 * that the broker has under way; {@code -Dsluice.messages} says how many there are.
 */
@Tag("containers")
class RatesTest {
  private static final int MESSAGES = 20_000;
  private static final long PATIENCE_S = 240;

  @ParameterizedTest
  @CsvSource({
    "QOS_1_LOGGED, 20",
    "QOS_1_LOGGED, 100",
    "QOS_1_LOGGED, 1000",
    "QOS_2_LOGGED, 20",
    "QOS_2_LOGGED, 100",
    "QOS_2_LOGGED, 1000"
  })
  @Timeout(value = 6, unit = TimeUnit.MINUTES) // filling the queue takes its time
  void all_messages_of_a_full_queue_arrive(Route route, int underWay, @TempDir Path directory)
      throws Exception {
    int messages = Integer.getInteger("sluice.messages", MESSAGES);
    String topic = "rates-" + UUID.randomUUID();
    try (ContainerBroker broker = ContainerBroker.begin(underWay)) {
      fill(broker.address(), topic, route, messages);

      double seconds = secondsToTake(broker.address(), topic, route, messages, directory);

      System.out.printf(
          "%s, %d under way: messages=%d seconds=%.1f messages/s=%.0f%n",
          route, underWay, messages, seconds, messages / seconds);
    }
  }

  private static void fill(String address, String topic, Route route, int messages) {
    BrokerClient.subscribe(address, topic, route.qos());
    try (BrokerClient client = BrokerClient.of(address, topic)) {
      for (int id = 1; id <= messages; id++) {
        client.put(Message.of(id));
      }
      client.flush();
    }
  }

  /** From the first message that a batch has to the last. */
  private static double secondsToTake(
      String address, String topic, Route route, int messages, Path directory)
      throws InterruptedException {
    StreamingConf conf = new StreamingConf().setMaster("local[2]").setAppName(topic);
    AtomicInteger arrived = new AtomicInteger();
    AtomicLong firstNs = new AtomicLong();
    CountDownLatch all = new CountDownLatch(1);
    try (StreamingContext context =
        new StreamingContext(route.set(conf), Durations.milliseconds(100))) {
      context.checkpoint(directory.toString());
      route
          .receive(context, address, topic)
          .foreachRDD(
              rdd -> {
                int count = Math.toIntExact(rdd.count());
                if (count > 0) {
                  firstNs.compareAndSet(0, System.nanoTime());
                }
                if (arrived.addAndGet(count) >= messages) {
                  all.countDown();
                }
              });
      context.start();
      assertThat(all.await(PATIENCE_S, TimeUnit.SECONDS)).as("arrived %s", arrived).isTrue();
      return (System.nanoTime() - firstNs.get()) / 1e9;
    }
  }
}
