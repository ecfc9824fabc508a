package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaUtilsTest {
  @Test
  @SuppressWarnings("deprecation")
  void the_forms_with_zookeeper_say_what_to_use_now() {
    try (StreamingContext context =
        new StreamingContext("local[1]", "zookeeper", Durations.seconds(1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  KafkaUtils.createStream(
                      context, "zk:2181", "mine", Map.of("t", 1), StorageLevel.MEMORY_ONLY))
          .withMessageContainingAll("zk:2181", "bootstrap.servers", "\"mine\"");
    }
  }
}
