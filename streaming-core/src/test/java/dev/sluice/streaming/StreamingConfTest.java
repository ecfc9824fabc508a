package dev.sluice.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamingConfTest {

  private static final String PROPERTY = "spark.streaming.blockInterval";
  private static final String SPARK_PROPERTY = "spark.example.onlyHere";
  private static final String FOREIGN_PROPERTY = "example.onlyHere";

  @AfterEach
  void clearProperties() {
    System.clearProperty(PROPERTY);
    System.clearProperty(SPARK_PROPERTY);
    System.clearProperty(FOREIGN_PROPERTY);
  }

  @Test
  void a_new_configuration_has_the_system_properties_for_streaming_and_spark() {
    System.setProperty(PROPERTY, "70ms");
    System.setProperty(SPARK_PROPERTY, "4");
    System.setProperty(FOREIGN_PROPERTY, "5");

    StreamingConf conf = new StreamingConf();

    assertThat(conf.get("streaming.blockInterval")).contains("70ms");
    assertThat(conf.get(SPARK_PROPERTY)).contains("4");
    assertThat(conf.contains(FOREIGN_PROPERTY)).isFalse();
  }

  @Test
  void an_empty_configuration_ignores_the_system_properties() {
    System.setProperty(PROPERTY, "70ms");

    assertThat(StreamingConf.empty().getAll()).isEmpty();
  }

  @Test
  void the_spark_name_and_ours_are_the_same_setting() {
    StreamingConf conf = StreamingConf.empty().set("spark.streaming.blockInterval", "50ms");

    assertThat(conf.get("streaming.blockInterval")).contains("50ms");
    assertThat(conf.get("spark.streaming.blockInterval")).contains("50ms");
    assertThat(conf.contains("spark.streaming.blockInterval")).isTrue();
    assertThat(conf.getAll()).containsOnlyKeys("streaming.blockInterval");

    conf.remove("spark.streaming.blockInterval");

    assertThat(conf.contains("streaming.blockInterval")).isFalse();
  }

  @Test
  void master_name_and_parallelism_have_their_spark_names_as_aliases() {
    StreamingConf conf =
        StreamingConf.empty()
            .set("spark.master", "local[2]")
            .set("spark.app.name", "Words")
            .set("spark.default.parallelism", "8");

    assertThat(conf.get(ConfKeys.MASTER)).isEqualTo("local[2]");
    assertThat(conf.get(ConfKeys.APP_NAME)).isEqualTo("Words");
    assertThat(conf.get(ConfKeys.DEFAULT_PARALLELISM)).contains(8);
    assertThat(conf.getAll())
        .containsOnlyKeys("streaming.master", "streaming.appName", "streaming.defaultParallelism");
  }

  @Test
  void an_older_name_means_the_newer_one() {
    StreamingConf conf = StreamingConf.empty().set("spark.streaming.minRememberDuration", "90");

    assertThat(conf.get(ConfKeys.MIN_REMEMBER_DURATION)).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void other_spark_settings_are_kept_as_they_are_and_cause_no_warning() {
    StreamingConf conf = StreamingConf.empty().set("spark.executor.memory", "2g");

    assertThat(conf.getAll()).containsExactly(Map.entry("spark.executor.memory", "2g"));
    assertThat(conf.warnings()).isEmpty();
  }

  @Test
  void the_last_value_set_counts_under_whatever_name() {
    StreamingConf conf =
        StreamingConf.empty()
            .setMaster("local[1]")
            .set("spark.master", "local[2]")
            .setIfMissing("streaming.master", "local[3]");

    assertThat(conf.get(ConfKeys.MASTER)).isEqualTo("local[2]");
  }

  @Test
  void where_many_values_come_at_once_our_name_counts_more_than_an_alias() {
    Map<String, String> settings =
        Map.of(
            "spark.master", "local[1]",
            "streaming.master", "local[2]",
            "spark.streaming.blockInterval", "1s",
            "streaming.blockInterval", "2s");

    StreamingConf conf = StreamingConf.empty().setMaster("yarn").setAll(settings);

    assertThat(conf.getAll())
        .containsExactly(
            Map.entry("streaming.blockInterval", "2s"), Map.entry("streaming.master", "local[2]"));
  }

  @Test
  void what_is_not_set_has_the_default_of_its_key() {
    StreamingConf conf = StreamingConf.empty();

    assertThat(conf.get(ConfKeys.SOCKET_CONNECT_TIMEOUT)).isEqualTo(Duration.ofSeconds(10));
    assertThat(conf.get(ConfKeys.GRACEFUL_STOP_TIMEOUT)).isEmpty();
    assertThat(conf.get("streaming.blockInterval")).isEmpty();
  }

  @Test
  void a_key_of_a_connector_is_found_by_its_aliases_too() {
    ConfKey<Duration> key =
        ConfKey.duration("streaming.example.poll", ChronoUnit.MILLIS, "Longest poll.")
            .alias("spark.streaming.example.poll.ms")
            .withDefault("1s");
    StreamingConf conf = StreamingConf.empty().set("spark.streaming.example.poll.ms", "40");

    assertThat(conf.get(key)).isEqualTo(Duration.ofMillis(40));
    assertThat(conf.set("streaming.example.poll", "50").get(key)).isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void a_copy_goes_its_own_way() {
    StreamingConf original = StreamingConf.empty().setAppName("one");
    StreamingConf copy = original.copy().setAppName("two");

    assertThat(original.get(ConfKeys.APP_NAME)).isEqualTo("one");
    assertThat(copy.get(ConfKeys.APP_NAME)).isEqualTo("two");
  }

  @Test
  void all_settings_are_given_as_a_copy_that_cannot_be_changed() {
    StreamingConf conf = StreamingConf.empty().setAppName("one");
    Map<String, String> all = conf.getAll();
    conf.setAppName("two");

    assertThat(all).containsEntry("streaming.appName", "one");
    assertThatThrownBy(() -> all.put("streaming.appName", "three"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void a_blank_name_is_refused() {
    assertThatThrownBy(() -> StreamingConf.empty().set(" ", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot set a value: the name of the setting is blank");
  }

  @Test
  void secrets_are_printed_as_asterisks_but_given_as_they_are() {
    StreamingConf conf =
        StreamingConf.empty()
            .setAppName("Words")
            .set("spark.example.password", "hunter2")
            .set("spark.hadoop.fs.s3a.access.key", "AKIA")
            .set("spark.example.proxy", "http://me:hunter2@proxy:80/");

    assertThat(conf)
        .hasToString(
            """
            spark.example.password=******
            spark.example.proxy=******
            spark.hadoop.fs.s3a.access.key=******
            streaming.appName=Words
            """);
    assertThat(conf.getAll()).containsEntry("spark.example.password", "hunter2");
  }
}
