package dev.sluice.kafka.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.rdd.StorageLevel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiverParamsTest {
  private static final Map<String, Object> PARAMS =
      Map.of("bootstrap.servers", "localhost:9092", "group.id", "group");

  private static void create(Map<String, ?> params, Map<String, Integer> topics) {
    KafkaReceiver.<String, String, String>of(
        params, topics, ConsumerRecord::value, StorageLevel.MEMORY_ONLY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "group.id | | group.id",
        "bootstrap.servers | | bootstrap.servers",
        "metadata.broker.list | localhost:9092 | expected bootstrap.servers=host:port",
        "zookeeper.connect | localhost:2181 | expected bootstrap.servers=host:port",
        "auto.offset.reset | smallest | expected earliest",
        "auto.offset.reset | sometimes | auto.offset.reset",
        "max.poll.records | many | max.poll.records",
        "value.deserializer | java.lang.String | Deserializer",
        "key.deserializer | com.acme.None | Deserializer"
      })
  void settings_of_which_no_consumer_can_be_made_are_refused(
      String key, String value, String expected) {
    Map<String, Object> params = new HashMap<>(PARAMS);
    params.put(key, value == null ? "" : value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(params, Map.of("topic", 1)))
        .withMessageContaining(expected);
  }

  @Test
  void there_have_to_be_topics_with_consumers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(PARAMS, Map.of()))
        .withMessageContaining("found no topics");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(PARAMS, Map.of("topic", 0)))
        .withMessageContaining("found 0 consumers for the topic \"topic\"");
  }

  @Test
  void the_readme_describes_the_settings_that_are_special() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    String section = readme.split("### Settings of the receiver\n")[1].split("\n#")[0];

    List<String> described =
        Pattern.compile("^\\| `([\\w.]+)` \\|", Pattern.MULTILINE)
            .matcher(section)
            .results()
            .map(row -> row.group(1))
            .toList();

    assertThat(described).isEqualTo(ReceiverParams.SPECIAL);
  }
}
