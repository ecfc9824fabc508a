package dev.sluice.kafka.it;

import dev.sluice.flow.Outlet;
import dev.sluice.kafka.fixtures.TextClients;
import dev.sluice.recovery.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads what is committed of a topic as it grows. */
final class TopicOutlet implements Outlet {
  private static final Duration WAIT = Duration.ofMillis(500);

  private final KafkaConsumer<String, String> consumer;

  private TopicOutlet(KafkaConsumer<String, String> consumer) {
    this.consumer = consumer;
  }

  static TopicOutlet of(String address, String topic) {
    Map<String, Object> settings = TextClients.consumer(address);
    settings.put("isolation.level", "read_committed");
    KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings);
    consumer.assign(
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList());
    return new TopicOutlet(consumer);
  }

  @Override
  public List<Message> next() {
    List<Message> messages = new ArrayList<>();
    int before = -1;
    while (messages.size() > before) {
      before = messages.size();
      for (ConsumerRecord<String, String> record : consumer.poll(WAIT)) {
        messages.add(Message.parse(record.value()));
      }
    }
    return messages;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
