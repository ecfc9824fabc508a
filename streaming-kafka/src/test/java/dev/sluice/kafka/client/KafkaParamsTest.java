package dev.sluice.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class KafkaParamsTest {
  private static final String JAAS =
      "org.apache.kafka.common.security.plain.PlainLoginModule required"
          + " username=\"alice\" password=\"open-sesame\";";

  private static KafkaParams params(Map<String, ?> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.putIfAbsent("bootstrap.servers", "localhost:9092");
    return KafkaParams.of(all, "a stream");
  }

  @Test
  void they_are_a_copy() {
    Map<String, Object> given = new HashMap<>(Map.of("bootstrap.servers", "a:1"));
    KafkaParams params = KafkaParams.of(given, "a stream");

    given.put("bootstrap.servers", "b:1");
    params.asMap().put("bootstrap.servers", "c:1");

    assertThat(params.get("bootstrap.servers")).isEqualTo("a:1");
  }

  @Test
  void brokers_may_be_a_list() {
    assertThat(
            params(Map.of("bootstrap.servers", List.of("a:1", "b:2"))).get("bootstrap.servers", ""))
        .isEqualTo("a:1,b:2");
  }

  @Test
  void a_forced_setting_replaces_that_of_the_program_and_a_default_does_not() {
    KafkaParams params = params(Map.of("enable.auto.commit", "true", "client.id", "mine"));

    KafkaParams changed =
        params
            .force("enable.auto.commit", false, "it must be")
            .withDefault("client.id", "other")
            .withSuffix("client.id", "-1")
            .withSuffix("group.instance.id", "-1");

    assertThat(changed.asMap())
        .containsEntry("enable.auto.commit", false)
        .containsEntry("client.id", "mine-1")
        .doesNotContainKey("group.instance.id");
    assertThat(params.get("enable.auto.commit")).isEqualTo("true");
  }

  @Test
  void values_that_cannot_be_sent_elsewhere_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> params(Map.of("interceptor.classes", new Object())))
        .withMessageContainingAll("interceptor.classes", "java.lang.Object");
  }

  @Test
  void no_text_made_of_them_has_secrets() {
    KafkaParams params =
        params(
            Map.of(
                "sasl.jaas.config", JAAS,
                "sasl.mechanism", "PLAIN",
                "ssl.keystore.key", "-----BEGIN KEY-----",
                "ssl.key.password", "hunter2",
                "basic.auth.user.info", "bob:builder"));

    assertThat(params.toString())
        .contains("bootstrap.servers=localhost:9092", "sasl.jaas.config=", "ssl.key.password=")
        .doesNotContain("sesame", "BEGIN", "hunter2", "builder", "PLAIN");
  }

  @Test
  void what_kafka_throws_is_shown_without_the_parts_of_a_login() {
    KafkaParams params = params(Map.of("sasl.jaas.config", JAAS));
    KafkaException failure =
        new KafkaException(
            "Cannot log in", new IllegalStateException("wrong password open-sesame for alice"));

    Throwable shown = params.withoutSecrets(failure);

    assertThat(shown)
        .isInstanceOf(KafkaException.class)
        .hasMessageContainingAll("Cannot log in", "wrong password ******")
        .hasStackTraceContaining("KafkaParamsTest");
    assertThat(shown.getMessage()).doesNotContain("sesame");
    assertThat(shown).hasNoCause();
  }

  @Test
  void what_has_no_secret_is_shown_as_it_is() {
    KafkaException failure = new KafkaException("Cannot log in");

    assertThat(params(Map.of("sasl.jaas.config", JAAS)).withoutSecrets(failure)).isSameAs(failure);
  }
}
