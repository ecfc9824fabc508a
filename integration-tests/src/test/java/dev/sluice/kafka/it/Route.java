package dev.sluice.kafka.it;

import dev.sluice.dstream.DStream;
import dev.sluice.flow.Outlet;
import dev.sluice.flow.TableOutlet;
import dev.sluice.kafka.ConsumerStrategies;
import dev.sluice.kafka.KafkaOutput;
import dev.sluice.kafka.KafkaUtils;
import dev.sluice.kafka.LocationStrategies;
import dev.sluice.kafka.fixtures.TextClients;
import dev.sluice.recovery.Message;
import dev.sluice.recovery.MessageTable;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** How messages get out of Kafka and into a place that has each once. */
enum Route {
  /** A receiver whose records are logged; a database. */
  LOGGED_TO_TABLE,
  /** A receiver that commits what is processed; a database. */
  PROCESSED_TO_TABLE,
  /** A stream without a receiver; Kafka. */
  DIRECT_TO_TOPIC;

  private static final String OUTPUT = "messages";

  StreamingConf set(StreamingConf conf) {
    return switch (this) {
      case LOGGED_TO_TABLE ->
          conf.set("streaming.receiver.writeAheadLog.enable", "true")
              .set("streaming.receiver.writeAheadLog.rollingIntervalSecs", "1");
      case PROCESSED_TO_TABLE -> conf.set("streaming.receiver.ackAfter", "processed");
      case DIRECT_TO_TOPIC -> conf;
    };
  }

  /** Adds the stream and its output to a program. */
  void build(StreamingContext context, Path root, String address, String topic) {
    switch (this) {
      case LOGGED_TO_TABLE, PROCESSED_TO_TABLE ->
          received(context, address, topic).saveTo(OUTPUT, MessageTable.in(root).output());
      case DIRECT_TO_TOPIC ->
          direct(context, address, topic)
              .saveTo(
                  OUTPUT,
                  KafkaOutput.transactional(
                      producer(address),
                      outOf(topic),
                      message -> new ProducerRecord<>(outOf(topic), message.toString())));
    }
  }

  private static DStream<Message> received(StreamingContext context, String address, String topic) {
    Map<String, Object> params = consumer(address, topic);
    // A process that starts again takes its place in the group at once.
    params.put("group.instance.id", "the-only-one");
    return KafkaUtils.<String, String>createStream(context, params, Map.of(topic, 1))
        .map(record -> Message.parse(record._2()));
  }

  private static DStream<Message> direct(StreamingContext context, String address, String topic) {
    return KafkaUtils.createDirectStream(
            context,
            LocationStrategies.PreferConsistent(),
            ConsumerStrategies.<String, String>Subscribe(List.of(topic), consumer(address, topic)))
        .map(record -> Message.parse(record.value()));
  }

  private static Map<String, Object> producer(String address) {
    Map<String, Object> params = TextClients.producer(address);
    params.put("reconnect.backoff.max.ms", "200");
    return params;
  }

  private static Map<String, Object> consumer(String address, String topic) {
    Map<String, Object> params = TextClients.consumer(address);
    params.put("group.id", group(topic));
    params.put("metadata.max.age.ms", "1000");
    params.put("reconnect.backoff.max.ms", "200");
    return params;
  }

  /** The consumer group that reads a topic. */
  static String group(String topic) {
    return topic + "-readers";
  }

  /** The topic for what was read from a topic. */
  static String outOf(String topic) {
    return topic + "-out";
  }

  /** Where the messages come out. */
  Outlet outlet(Path root, String address, String topic) {
    return switch (this) {
      case LOGGED_TO_TABLE, PROCESSED_TO_TABLE -> new TableOutlet(MessageTable.in(root));
      case DIRECT_TO_TOPIC -> TopicOutlet.of(address, outOf(topic));
    };
  }
}
