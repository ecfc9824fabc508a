package dev.sluice.kafka;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.testkit.receiver.Behaviour;
import dev.sluice.testkit.receiver.ReceiverHarness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.IntegerDeserializer;

/** A topic of one partition, and receivers of one group that reach it through the proxy. */
final class KafkaReceiverHarness implements ReceiverHarness<Integer> {
  private static final String SECRET = "open-sesame";

  /** What a record of a number takes at least on its way. */
  private static final int LEAST_BYTES = 10;

  private final TestBroker broker;
  private final Map<String, Object> params = new HashMap<>();
  private final String topic;
  private final String group;
  private final List<Integer> produced = new ArrayList<>();
  private final long sentBefore;

  KafkaReceiverHarness(TestBroker broker, Map<String, ?> more) throws Exception {
    this.broker = broker;
    this.topic = broker.newTopic(1);
    this.group = broker.newName("group");
    this.sentBefore = broker.proxy().sent();
    params.put("bootstrap.servers", broker.proxiedAddress());
    params.put("group.id", group);
    params.put("auto.offset.reset", "earliest");
    params.put("value.deserializer", IntegerDeserializer.class);
    params.put("max.partition.fetch.bytes", 10_000);
    params.put("default.api.timeout.ms", 4_000);
    params.put("ssl.key.password", SECRET);
    params.putAll(more);
  }

  @Override
  public Set<Behaviour> behaviours() {
    return EnumSet.allOf(Behaviour.class);
  }

  @Override
  public Receiver<Integer> newReceiver() {
    return KafkaUtils.<String, Integer, Integer>receiver(
        params, Map.of(topic, 1), ConsumerRecord::value, StorageLevel.MEMORY_AND_DISK);
  }

  @Override
  public List<Integer> produce(int n) throws Exception {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int number = produced.size();
      produced.add(number);
      numbers.add(number);
    }
    broker.sendNumbers(topic, numbers);
    return numbers;
  }

  @Override
  public void produceUndecodable() throws Exception {
    produced.add(null);
    broker.send(topic, 0, "seven");
  }

  @Override
  public void cut() throws IOException {
    broker.proxy().cut();
  }

  @Override
  public void restore() {
    broker.proxy().restore();
  }

  /** All below the offset that the group has committed. */
  @Override
  public List<Integer> acknowledged() throws Exception {
    int committed = Math.toIntExact(broker.committed(group, topic, 0));
    return produced.subList(0, committed).stream().filter(Objects::nonNull).toList();
  }

  @Override
  public long sent() {
    return (broker.proxy().sent() - sentBefore) / LEAST_BYTES;
  }

  @Override
  public int connections() {
    return broker.proxy().connections();
  }

  @Override
  public List<String> secrets() {
    return List.of(SECRET);
  }

  @Override
  public void close() {
    restore();
  }
}
