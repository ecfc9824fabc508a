package dev.sluice.kafka;

import static dev.sluice.kafka.Programs.eventually;

import dev.sluice.kafka.Programs.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Partitions move from one program to another while records flow. */
class RebalanceTest extends ReceiverTest {
  private static final int PARTITIONS = 4;
  private static final int AT_ONCE = 20;

  private Programs program(String topic, String protocol, String ackAfter) {
    Map<String, Object> params = Programs.params(broker, group, Map.of("group.protocol", protocol));
    if (protocol.equals("consumer")) {
      params.remove("heartbeat.interval.ms");
    }
    return Programs.start(
        Map.of("streaming.receiver.ackAfter", ackAfter),
        context ->
            KafkaUtils.<String, String, String>createStream(
                context, params, Map.of(topic, 1), ConsumerRecord::value),
        Gate.OPEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic stored", "classic processed", "consumer stored"})
  void nothing_is_lost_or_doubled_when_members_come_and_go(String how) throws Exception {
    String protocol = how.split(" ")[0];
    String ackAfter = how.split(" ")[1];
    String topic = broker.newTopic(PARTITIONS);
    List<String> sent = new ArrayList<>();
    AtomicBoolean flowing = new AtomicBoolean(true);
    Thread producing = new Thread(() -> produce(topic, sent, flowing), "producing");
    producing.start();
    List<Object> received = new ArrayList<>();
    try (Programs first = program(topic, protocol, ackAfter)) {
      eventually(() -> !first.received().isEmpty());
      try (Programs second = program(topic, protocol, ackAfter)) {
        eventually(() -> !second.received().isEmpty());
        try (Programs third = program(topic, protocol, ackAfter)) {
          eventually(() -> !third.received().isEmpty());
          first.stopGracefully();
          int soFar = third.received().size();
          eventually(() -> third.received().size() > soFar + 10 * AT_ONCE);
          flowing.set(false);
          producing.join();
          eventually(() -> broker.committed(group, topic) == sent.size());
          second.stopGracefully();
          third.stopGracefully();
          List.of(first, second, third).forEach(each -> received.addAll(each.received()));
        }
      }
    } finally {
      flowing.set(false);
      producing.join();
    }

    assertEachOnce(received, sent);
  }

  private void produce(String topic, List<String> sent, AtomicBoolean flowing) {
    try {
      while (flowing.get()) {
        List<String> some = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
          some.add("line" + (sent.size() + i));
        }
        broker.sendAll(topic, PARTITIONS, some);
        sent.addAll(some);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
