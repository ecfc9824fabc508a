package dev.sluice.kafka.group;

import dev.sluice.function.Function;
import dev.sluice.function.Tuple4;
import dev.sluice.kafka.client.KafkaParams;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.ReliableReceiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Receives as so many members of a consumer group, and commits the offsets of what is acknowledged.
 * Thread-safe: what threads share is volatile; the members are confined to the thread that starts
 * and stops this.
 */
public final class KafkaReceiver<K, V, T>
    extends ReliableReceiver<T, Tuple4<String, Integer, Long, Integer>> {
  private static final long serialVersionUID = 1L;
  private static final String DEFAULT_POLL_RECORDS = "500";

  private final KafkaParams params;
  private final ArrayList<String> topics;
  private final int consumers;
  private final Function<ConsumerRecord<K, V>, T> mapping;
  private transient volatile @Nullable Progress progress;
  private transient @Nullable List<GroupMember> members;

  private KafkaReceiver(
      KafkaParams params,
      List<String> topics,
      int consumers,
      Function<ConsumerRecord<K, V>, T> mapping,
      StorageLevel level) {
    super(level);
    this.params = params;
    this.topics = new ArrayList<>(topics);
    this.consumers = consumers;
    this.mapping = mapping;
  }

  /**
   * A receiver that is not started.
   *
   * @param params of the consumers
   * @param consumers how many consumers for each topic
   * @throws IllegalArgumentException if there are no topics, or no consumer can be made of this
   */
  public static <K, V, T> KafkaReceiver<K, V, T> of(
      Map<String, ?> params,
      Map<String, Integer> consumers,
      Function<ConsumerRecord<K, V>, T> function,
      StorageLevel level) {
    KafkaParams complete = ReceiverParams.of(params);
    if (consumers.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot create a Kafka stream: found no topics, expected one or more");
    }
    int sum = 0;
    for (Map.Entry<String, Integer> topic : consumers.entrySet()) {
      if (topic.getKey().isBlank() || topic.getValue() < 1) {
        throw new IllegalArgumentException(
            "Cannot create a Kafka stream: found %d consumers for the topic \"%s\", expected 1 or"
                    .formatted(topic.getValue(), topic.getKey())
                + " more for a topic with a name");
      }
      sum += topic.getValue();
    }
    return new KafkaReceiver<>(complete, List.copyOf(consumers.keySet()), sum, function, level);
  }

  @Override
  public void onStart() {
    Progress next = new Progress();
    List<GroupMember> started = new ArrayList<>();
    progress = next;
    members = started;
    for (int number = 0; number < consumers; number++) {
      GroupMember member = member(streamId() + "-" + number, next);
      started.add(member);
      member.start();
    }
  }

  private GroupMember member(String name, Progress next) {
    int pollRecords =
        Integer.parseInt(params.get(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, DEFAULT_POLL_RECORDS));
    KafkaParams own =
        params
            .withSuffix(ConsumerConfig.CLIENT_ID_CONFIG, "-" + name)
            .withSuffix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "-" + name);
    return new GroupMember(
        "kafka-poll-" + name,
        own,
        topics,
        next,
        new StoringThread<>("kafka-store-" + name, this, next, pollRecords),
        this);
  }

  @Override
  public void onStop() throws InterruptedException {
    List<GroupMember> leaving = members;
    if (leaving != null) {
      leaving.forEach(GroupMember::stop);
      for (GroupMember member : leaving) {
        member.join();
      }
    }
  }

  @Override
  protected void acknowledge(List<Tuple4<String, Integer, Long, Integer>> positions) {
    Progress current = progress;
    if (current != null) {
      current.acknowledged(positions);
    }
  }

  @Override
  protected boolean identifiesByPosition() {
    return true;
  }

  @Override
  protected Object partOf(Tuple4<String, Integer, Long, Integer> position) {
    return Positions.partition(position);
  }

  /** A decoder for one thread. */
  RecordDecoder<K, V, T> decoder() {
    return RecordDecoder.open(params, mapping);
  }

  void countUndecodable() {
    count("records that cannot be deserialized", 1);
  }

  /** As {@link #reportError}, without secrets. */
  void report(String message, @Nullable Throwable failure) {
    reportError(message, failure == null ? null : params.withoutSecrets(failure));
  }

  /** As {@link #restart(String, Throwable)}, without secrets. */
  void fail(String message, Throwable failure) {
    restart(message, params.withoutSecrets(failure));
  }
}
