package dev.sluice.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MqttOptionsTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `(\\w+)` \\| ([^|]+) \\|", Pattern.MULTILINE);
  private static final MqttOptions OPTIONS = MqttOptions.of("tcp://host").topic("a", 1);

  private static Receiver<String> receiver(MqttOptions options) {
    return MQTTUtils.receiver(options, "my program", MqttMessage::text, StorageLevel.MEMORY_ONLY);
  }

  static List<Arguments> refused() {
    return List.of(
        refused("topic", "found \"\"", options -> options.topic("", 1)),
        refused("topic", "found \"a+/b\", expected + alone", options -> options.topic("a+/b", 1)),
        refused("topic", "found \"#/b\", expected + alone", options -> options.topic("#/b", 1)),
        refused("topic", "expected $share/GROUP", options -> options.topic("$share/a", 1)),
        refused("QoS", "found 3, expected 0, 1 or 2", options -> options.topic("a", 3)),
        refused("clientId", "found a blank one", options -> options.clientId(" ")),
        refused("subscription", "the group \"a/b\"", options -> options.sharedGroup("a/b")),
        refused("sessionExpiry", "found PT0S", options -> options.sessionExpiry(Duration.ZERO)),
        refused("receiveMaximum", "found 0, expected 1", options -> options.receiveMaximum(0)),
        refused("trustStore", "found a blank name", options -> options.trustStore("", "secret")),
        refused("keepAlive", "found PT0S", options -> options.keepAlive(Duration.ZERO)),
        refused("keepAlive", "found PT24H", options -> options.keepAlive(Duration.ofDays(1))),
        refused("connectionTimeout", "PT0S", options -> options.connectionTimeout(Duration.ZERO)),
        refused(
            "reconnectDelay",
            "found PT2S to PT1S",
            options -> options.reconnectDelay(Duration.ofSeconds(2), Duration.ofSeconds(1))),
        refused("mostBuffered", "found 0", options -> options.mostBuffered(0)),
        refused(
            "topic", "\"a/+\"", options -> options.will(MqttMessage.of("a/+", new byte[0], 1))));
  }

  private static Arguments refused(
      String option, String expected, UnaryOperator<MqttOptions> change) {
    return Arguments.of(option, expected, change);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void values_that_cannot_be_used_are_refused(
      String option, String expected, UnaryOperator<MqttOptions> change) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> change.apply(OPTIONS))
        .withMessageStartingWith("Cannot ")
        .withMessageContainingAll(option, expected);
  }

  static List<Arguments> mismatched() {
    MqttOptions none = MqttOptions.of("tcp://host");
    return List.of(
        Arguments.of("topic", "found no topics", none),
        Arguments.of("sessionExpiry", "V5", OPTIONS.sessionExpiry(Duration.ofDays(1))),
        Arguments.of("receiveMaximum", "V5", OPTIONS.receiveMaximum(10)),
        Arguments.of("trustStore", "expected ssl or wss", OPTIONS.trustStore("a.p12", "secret")),
        Arguments.of("keyStore", "expected ssl or wss", OPTIONS.keyStore("a.p12", "secret")));
  }

  @ParameterizedTest
  @MethodSource("mismatched")
  void options_that_do_not_go_together_are_refused(
      String option, String expected, MqttOptions options) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> receiver(options))
        .withMessageStartingWith("Cannot use the MQTT option " + option)
        .withMessageContaining(expected);
  }

  @Test
  void there_has_to_be_a_server() {
    assertThatIllegalArgumentException()
        .isThrownBy(MqttOptions::of)
        .withMessageContaining("found no servers");
  }

  @Test
  void each_method_returns_other_options() {
    MqttOptions changed = OPTIONS.topic("b", 2).clientId("mine");

    assertThat(OPTIONS.subscriptions()).containsOnlyKeys("a");
    assertThat(changed.subscriptions()).containsEntry("a", 1).containsEntry("b", 2);
  }

  @Test
  void a_shared_group_is_of_all_topics_but_those_that_have_one() {
    MqttOptions shared = OPTIONS.topic("$share/other/b/#", 1).sharedGroup("mine");

    assertThat(shared.subscriptions().keySet())
        .containsExactly("$share/mine/a", "$share/other/b/#");
  }

  @Test
  void passwords_are_not_shown() {
    MqttOptions options =
        MqttOptions.of("ssl://host")
            .topic("a", 1)
            .credentials("ali", "sesame-1")
            .trustStore("trust.p12", "sesame-2")
            .keyStore("key.p12", "sesame-3");

    assertThat(options.toString()).contains("ali", "trust.p12").doesNotContain("sesame");
    assertThat(receiver(options).toString()).doesNotContain("sesame");
  }

  @Test
  void the_client_has_the_same_name_in_each_run_unless_it_is_given() {
    assertThat(ClientIds.of(OPTIONS, "my program", 3)).isEqualTo("sluice-my-program-3");
    assertThat(ClientIds.of(OPTIONS.clientId("mine"), "my program", 3)).isEqualTo("mine");
  }

  @Test
  void what_is_not_kept_by_the_broker_has_a_receiver_that_does_not_acknowledge() {
    assertThat(receiver(OPTIONS)).isInstanceOf(MqttReceiver.class);
    assertThat(receiver(OPTIONS.topic("b", 0))).isInstanceOf(MqttReceiver.class);
    assertThat(receiver(OPTIONS.topic("a", 0))).isInstanceOf(UnreliableMqttReceiver.class);
    assertThat(receiver(OPTIONS.cleanSession())).isInstanceOf(UnreliableMqttReceiver.class);
  }

  @Test
  void the_readme_has_each_option_with_its_default() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String section = readme.split("\n## Options\n")[1].split("\n## ")[0];

    assertThat(ROW.matcher(section).results().map(row -> row.group(1) + ": " + row.group(2)))
        .containsExactlyElementsOf(
            MqttOption.ALL.stream()
                .map(option -> option.name() + ": " + option.defaultText())
                .toList());
  }

  @Test
  void each_option_is_a_method() {
    List<String> methods =
        Arrays.stream(MqttOptions.class.getMethods())
            .filter(method -> method.getReturnType() == MqttOptions.class)
            .map(method -> method.getName().equals("of") ? "servers" : method.getName())
            .toList();

    assertThat(methods)
        .containsExactlyInAnyOrderElementsOf(
            MqttOption.ALL.stream().map(MqttOption::name).toList());
  }
}
