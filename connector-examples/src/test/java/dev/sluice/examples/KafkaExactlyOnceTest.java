package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.program.ChildProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaExactlyOnceTest {
  private static final String COUNT = "^\\(\\w+,\\d+\\)$";

  @TempDir private Path directory;

  @Test
  void counts_of_one_topic_come_to_another_also_after_a_restart() throws Exception {
    try (KafkaFeed feed = KafkaFeed.start()) {
      String[] arguments = {
        feed.address(), feed.topic(), feed.create("counts"), directory.toString()
      };
      try (ChildProgram program = ChildProgram.start(KafkaExactlyOnce.class, arguments)) {
        program.awaitOutput(COUNT);
      }
      try (ChildProgram program = ChildProgram.start(KafkaExactlyOnce.class, arguments)) {
        program.awaitOutput(COUNT);
        awaitCounts(feed.address());
        program.terminate();
        program.awaitLog("Drain report: everything received was processed");
      }
    }
  }

  private static void awaitCounts(String brokers) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", brokers,
            "group.id", "test",
            "auto.offset.reset", "earliest",
            "isolation.level", "read_committed");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of("counts"));
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                ConsumerRecords<String, String> records = consumer.poll(Duration.ofMillis(200));
                records.forEach(record -> assertThat(record.value()).matches("\\d+"));
                return !records.isEmpty();
              });
    }
  }

  @Test
  void without_arguments_it_counts_a_text_of_its_own() throws Exception {
    try (ChildProgram program = ChildProgram.start(KafkaExactlyOnce.class)) {
      program.awaitOutput(COUNT);
    }
  }

  @Test
  void wrong_arguments_show_the_usage_and_end_it() throws Exception {
    try (ChildProgram program = ChildProgram.start(KafkaExactlyOnce.class, "localhost:9092")) {
      assertThat(program.awaitEnd()).isEqualTo(2);
      program.awaitLog("^Usage: bin/run-example KafkaExactlyOnce ");
    }
  }
}
