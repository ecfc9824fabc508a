package dev.sluice.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfChecksTest {

  private final StreamingConf conf =
      StreamingConf.empty().setMaster("local[2]").setAppName("Words");

  @Test
  void a_configuration_of_master_and_name_is_enough() {
    assertThatCode(conf::validate).doesNotThrowAnyException();
    assertThat(conf.warnings()).isEmpty();
  }

  @Test
  void all_problems_are_reported_at_once_with_value_found_and_values_expected() {
    conf.remove("streaming.master")
        .set("streaming.blockInterval", "soon")
        .set("spark.streaming.concurrentJobs", "0")
        .set("streaming.receiverRestartDelay", "later");

    assertThatThrownBy(conf::validate)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            Cannot use the configuration: 4 bad
              Cannot read streaming.master: it is not set, expected a text that is not blank
              Cannot read streaming.blockInterval: bad value, found "soon", expected a duration \
            such as 200ms, 3s or 1m (a bare number is in ms), greater than 0
              Cannot read streaming.receiverRestartDelay: bad value, found "later", expected a \
            duration such as 200ms, 3s or 1m (a bare number is in ms)
              Cannot read streaming.concurrentJobs: bad value, found "0", expected a whole number, \
            at least 1""");
  }

  @Test
  void the_longest_restart_delay_cannot_be_shorter_than_the_first() {
    conf.set("streaming.receiverRestartDelay", "2m");

    assertThatThrownBy(conf::validate)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            Cannot use the configuration: 1 bad
              Cannot use streaming.receiver.maxRestartDelay: too short, found 1.0 m, expected at \
            least 2.0 m, the value of streaming.receiverRestartDelay""");
  }

  @Test
  void a_bad_value_is_reported_when_it_is_read_too() {
    conf.set("streaming.unpersist", "yes");

    assertThatThrownBy(() -> conf.get(ConfKeys.UNPERSIST))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot read streaming.unpersist: bad value, found \"yes\", expected true or false");
  }

  @Test
  void a_problem_never_shows_a_secret() {
    ConfKey<Long> key = ConfKey.longInteger("streaming.example.token", "A secret number.");
    conf.set("streaming.example.token", "hunter2");

    assertThatThrownBy(() -> conf.get(key)).hasMessageContaining("found \"******\"").hasNoCause();
  }

  @ParameterizedTest
  @CsvSource({
    "streaming.blokInterval, streaming.blockInterval",
    "spark.streaming.concurrentJob, streaming.concurrentJobs",
    "streaming.memory.block, streaming.memory.blocks"
  })
  void an_unknown_name_is_a_warning_with_the_nearest_known_one(String unknown, String nearest) {
    conf.set(unknown, "1");

    assertThat(conf.warnings())
        .containsExactly(
            KeyNames.canonical(unknown)
                + " is unknown and has no effect; the nearest known name is "
                + nearest);
    assertThatCode(conf::validate).doesNotThrowAnyException();
  }

  @Test
  void the_nearest_name_may_be_one_that_only_spark_knows() {
    conf.set("streaming.kafka.maxRatePerPartitions", "1");

    assertThat(conf.warnings())
        .containsExactly(
            "streaming.kafka.maxRatePerPartitions is unknown and has no effect; the nearest known name is"
                + " streaming.kafka.maxRatePerPartition, which has no effect here either");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "streaming.receiver.writeAheadLog.class",
        "streaming.receivedBlockTracker.writeAheadLog.rotationIntervalSecs",
        "streaming.kafka.maxRatePerPartition",
        "streaming.dynamicAllocation.enabled"
      })
  void a_name_that_only_spark_knows_is_a_warning_under_either_name(String name) {
    String expected = name + " is known from Spark Streaming, has no effect here";

    assertThat(conf.copy().set(name, "1").warnings()).containsExactly(expected);
    assertThat(conf.copy().set("spark." + name, "1").warnings()).containsExactly(expected);
  }

  @Test
  void a_key_is_known_once_a_connector_has_asked_for_it() {
    ConfKey<Integer> key =
        ConfKey.integer("streaming.connector.size", "A size.")
            .alias("streaming.connector.length")
            .withDefault("1");
    conf.set("streaming.connector.size", "2").set("streaming.connector.length", "3");
    assertThat(conf.warnings()).hasSize(2);

    assertThat(conf.copy().get(key)).isEqualTo(2);

    assertThat(conf.warnings()).isEmpty();
  }

  @Test
  void warnings_are_sorted_and_never_show_a_value() {
    conf.set("streaming.zzz", "hunter2").set("streaming.aaa", "hunter2");

    assertThat(conf.warnings())
        .hasSize(2)
        .isSorted()
        .noneMatch(warning -> warning.contains("hunter2"));
  }

  @ParameterizedTest
  @CsvSource({"'', '', 0", "abc, abc, 0", "abc, '', 3", "'', abc, 3", "kitten, sitting, 3"})
  void distance_counts_insertions_removals_and_replacements(String a, String b, int distance) {
    assertThat(KeyNames.distance(a, b)).isEqualTo(distance);
  }
}
