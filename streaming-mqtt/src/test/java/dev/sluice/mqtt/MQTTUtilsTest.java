package dev.sluice.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.dstream.InputDStream;
import dev.sluice.dstream.PairDStream;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The forms that users of other systems know; nothing is started. */
class MQTTUtilsTest {
  private static final String URL = "tcp://localhost:1883";
  private static final String[] TOPICS = {"a", "b/#"};
  private static final StorageLevel LEVEL = StorageLevel.MEMORY_ONLY;

  private final StreamingContext ssc =
      new StreamingContext("local[1]", "forms", Durations.seconds(1));

  @AfterEach
  void close() {
    ssc.close();
  }

  @Test
  void texts_have_six_forms() {
    List<InputDStream<String>> streams =
        List.of(
            MQTTUtils.createStream(ssc, URL, "a"),
            MQTTUtils.createStream(ssc, URL, "a", LEVEL),
            MQTTUtils.createStream(ssc, URL, "a", LEVEL, "ali", "sesame"),
            MQTTUtils.createStream(ssc, URL, "a", "client", "ali", "sesame", true),
            MQTTUtils.createStream(ssc, URL, "a", "client", null, null, false, 2, 10, 60, 4),
            MQTTUtils.createStream(ssc, URL, "a", LEVEL, "client", null, null, true, 0, 0, 0, 5));

    assertThat(streams).doesNotHaveDuplicates();
  }

  @Test
  void pairs_have_five_forms_each() {
    List<PairDStream<String, String>> texts =
        List.of(
            MQTTUtils.createPairedStream(ssc, URL, TOPICS),
            MQTTUtils.createPairedStream(ssc, URL, TOPICS, LEVEL),
            MQTTUtils.createPairedStream(ssc, URL, TOPICS, "client", "ali", "sesame", false),
            MQTTUtils.createPairedStream(
                ssc, URL, TOPICS, "client", null, null, false, 1, 10, 60, 0),
            MQTTUtils.createPairedStream(
                ssc, URL, TOPICS, LEVEL, "client", null, null, false, 1, 10, 60, 5));
    List<PairDStream<String, byte[]>> payloads =
        List.of(
            MQTTUtils.createPairedByteArrayStream(ssc, URL, TOPICS),
            MQTTUtils.createPairedByteArrayStream(ssc, URL, TOPICS, LEVEL),
            MQTTUtils.createPairedByteArrayStream(
                ssc, URL, TOPICS, "client", "ali", "sesame", false),
            MQTTUtils.createPairedByteArrayStream(
                ssc, URL, TOPICS, "client", null, null, false, 1, 10, 60, 0),
            MQTTUtils.createPairedByteArrayStream(
                ssc, URL, TOPICS, LEVEL, "client", null, null, false, 1, 10, 60, 5));

    assertThat(texts).doesNotHaveDuplicates();
    assertThat(payloads).doesNotHaveDuplicates();
  }

  @Test
  void the_full_form_has_a_level_or_not() {
    MqttOptions options = MqttOptions.of(URL).topic("a", 0);

    assertThat(MQTTUtils.createStream(ssc, options, MqttMessage::size))
        .isNotEqualTo(MQTTUtils.createStream(ssc, options, MqttMessage::size, LEVEL));
  }

  @Test
  void what_is_wrong_in_a_short_form_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MQTTUtils.createPairedStream(ssc, URL, new String[0]))
        .withMessageContaining("found no topics");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> MQTTUtils.createStream(ssc, URL, "a", "client", null, null, false, 1, 10, 60, 3))
        .withMessageContaining("found 3, expected 4 for 3.1.1 or 5 for 5");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> MQTTUtils.createStream(ssc, URL, "a", "client", null, null, false, 1, -1, 60, 4))
        .withMessageContaining("connectionTimeout: found PT-1S");
  }

  @Test
  void streams_are_found_where_the_program_makes_them() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MQTTUtils.createStream(ssc, URL, "a").named(" "))
        .withMessageContaining(" at MQTTUtilsTest.java:");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MQTTUtils.createPairedStream(ssc, URL, TOPICS).named(" "))
        .withMessageContaining(" at MQTTUtilsTest.java:");
  }
}
