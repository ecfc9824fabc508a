package dev.sluice.kafka.group;

import dev.sluice.kafka.client.KafkaParams;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * One consumer of a receiver's group: a thread that polls and commits, and one that stores. The
 * first never waits for room, so that it stays in the group: while the second has enough to do, it
 * pauses its partitions. Thread-safe: what threads share is volatile; the consumer is confined to
 * the thread that polls, but for being woken up.
 */
final class GroupMember {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration POLL_PAUSED = Duration.ofMillis(20);
  private static final Duration LOOK_FOR_TOPICS = Duration.ofSeconds(15);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final KafkaParams params;
  private final Set<String> topics;
  private final Progress progress;
  private final StoringThread<?> storing;
  private final KafkaReceiver<?, ?, ?> receiver;
  private final Thread polling;
  private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
  private volatile boolean stopped;

  /**
   * A member that has not joined.
   *
   * @param name of its threads
   */
  GroupMember(
      String name,
      KafkaParams params,
      Collection<String> topics,
      Progress progress,
      StoringThread<?> storing,
      KafkaReceiver<?, ?, ?> receiver) {
    this.params = params;
    this.topics = new TreeSet<>(topics);
    this.progress = progress;
    this.storing = storing;
    this.receiver = receiver;
    this.polling = new Thread(this::run, name);
  }

  /** Starts its threads. */
  void start() {
    storing.start();
    polling.start();
  }

  /** Has its threads end; what is acknowledged by now is committed. */
  void stop() {
    stopped = true;
    storing.stop();
    progress.giveUpWaiting();
    KafkaConsumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
  }

  /** Waits until its threads have ended. */
  void join() throws InterruptedException {
    polling.join();
    storing.join();
  }

  private void run() {
    try {
      poll(
          new KafkaConsumer<>(
              params.with(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, Beginning.NO_POLICY).asMap(),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer()));
    } catch (Throwable failure) {
      if (!stopped) {
        receiver.fail("Cannot read from Kafka", failure);
      }
    }
  }

  private void poll(KafkaConsumer<byte[], byte[]> opened) {
    consumer = opened;
    Holding holding = new Holding(opened, params, progress, receiver, () -> stopped);
    try {
      opened.subscribe(topics, holding);
      reportMissingTopics(opened);
      Beginning beginning = new Beginning(opened, params, receiver);
      Silence silence = Silence.of(opened, params, receiver);
      while (!stopped) {
        silence.check();
        take(beginning.poll(pauseOrResume(opened)), holding);
        holding.commitSoon();
      }
    } finally {
      try {
        holding.end();
      } finally {
        opened.close(CloseOptions.timeout(CLOSE));
      }
    }
  }

  private void reportMissingTopics(KafkaConsumer<byte[], byte[]> opened) {
    for (String topic : topics) {
      if (!stopped && opened.partitionsFor(topic, LOOK_FOR_TOPICS).isEmpty()) {
        receiver.report(
            "Cannot receive from the topic %s yet: found no partitions of it, expected some"
                .formatted(topic),
            null);
      }
    }
  }

  private Duration pauseOrResume(KafkaConsumer<byte[], byte[]> opened) {
    if (storing.isBusy()) {
      opened.pause(opened.assignment());
      return POLL_PAUSED;
    }
    opened.resume(opened.paused());
    return POLL;
  }

  private void take(ConsumerRecords<byte[], byte[]> records, Holding holding) {
    records
        .nextOffsets()
        .forEach(
            (partition, next) -> {
              Assignment assignment = holding.assignment(partition);
              if (assignment != null) {
                var polled = records.records(partition);
                progress.polled(assignment, polled.size(), next);
                storing.add(assignment, polled);
              }
            });
  }
}
