package dev.sluice.flume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OptionsTest {
  private static final FlumeOptions PUSH = FlumeOptions.listeningOn(41_414);
  private static final FlumePollingOptions POLL = FlumePollingOptions.polling("agent", 41_415);

  private static List<String> rows(String section) throws IOException {
    String text = Files.readString(Path.of("README.md")).split(section)[1].split("\n## ")[0];
    return Pattern.compile("^\\| `(\\w+)` \\| (\\S+) \\|", Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map(row -> row.group(1) + " " + row.group(2))
        .toList();
  }

  private static List<String> of(Map<String, String> values) {
    return values.entrySet().stream()
        .map(value -> value.getKey() + " " + value.getValue())
        .toList();
  }

  private static List<String> methods(Class<?> options) {
    return Arrays.stream(options.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getReturnType() == options)
        .map(Method::getName)
        .toList();
  }

  @Test
  void the_readme_has_each_option_with_its_default() throws IOException {
    assertThat(rows("## Agents push")).isEqualTo(of(PUSH.values()));
    assertThat(rows("## Polling agents")).isEqualTo(of(POLL.values()));
    assertThat(PUSH.values()).containsOnlyKeys(methods(FlumeOptions.class));
    assertThat(POLL.values()).containsOnlyKeys(methods(FlumePollingOptions.class));
  }

  @Test
  void an_option_changes_a_copy() {
    FlumeOptions changed =
        PUSH.withHost("0.0.0.0").withAllowedAddresses("10.0.0.0/8").withMaxConnections(7);

    assertThat(changed.toString())
        .contains("41414", "withHost=0.0.0.0", "[10.0.0.0/8]", "withMaxConnections=7");
    assertThat(PUSH.toString()).contains("withHost=127.0.0.1", "withMaxConnections=100");
    assertThat(POLL.withParallelism(9).parallelism()).isEqualTo(9);
    assertThat(POLL.parallelism()).isEqualTo(5);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of((Runnable) () -> FlumeOptions.listeningOn(0), "port, found 0"),
        Arguments.of((Runnable) () -> FlumeOptions.listeningOn(65_536), "expected 1 to 65535"),
        Arguments.of((Runnable) () -> PUSH.withHost(" "), "host, found \" \""),
        Arguments.of((Runnable) () -> PUSH.withMaxConnections(0), "maxConnections, found 0"),
        Arguments.of((Runnable) () -> PUSH.withMaxCallBytes(-1), "maxCallBytes, found -1"),
        Arguments.of((Runnable) () -> PUSH.withIdleTimeout(Duration.ZERO), "idleTimeout"),
        Arguments.of((Runnable) () -> PUSH.withCallTimeout(Duration.ofDays(30)), "callTimeout"),
        Arguments.of((Runnable) () -> PUSH.withAllowedAddresses("here"), "found here"),
        Arguments.of((Runnable) () -> PUSH.withTls(FlumeTls.create()), "found no key store"),
        Arguments.of((Runnable) () -> FlumePollingOptions.polling(List.of()), "found no addresses"),
        Arguments.of(
            (Runnable)
                () ->
                    FlumePollingOptions.polling(
                        List.of(InetSocketAddress.createUnresolved("h", 0))),
            "port, found 0"),
        Arguments.of((Runnable) () -> POLL.withMaxBatchSize(0), "maxBatchSize, found 0"),
        Arguments.of((Runnable) () -> POLL.withParallelism(0), "parallelism, found 0"),
        Arguments.of((Runnable) () -> POLL.withMaxBatchBytes(0), "maxBatchBytes, found 0"),
        Arguments.of((Runnable) () -> POLL.withPollWait(Duration.ofNanos(1)), "pollWait"),
        Arguments.of((Runnable) () -> POLL.withConnectTimeout(Duration.ZERO), "connectTimeout"),
        Arguments.of((Runnable) () -> POLL.withAnswerTimeout(Duration.ZERO), "answerTimeout"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void wrong_ones_are_refused(Runnable setting, String expected) {
    assertThatIllegalArgumentException()
        .isThrownBy(setting::run)
        .withMessageStartingWith("Cannot ")
        .withMessageContaining(expected);
  }

  @Test
  void no_text_shows_a_password() {
    FlumeTls tls =
        FlumeTls.create().withKeyStore("keys.p12", "secret-1").withTrustStore("ca.p12", "secret-2");

    assertThat(List.of(tls.toString(), PUSH.withTls(tls).toString(), POLL.withTls(tls).toString()))
        .allSatisfy(
            text ->
                assertThat(text)
                    .contains("keys.p12", "ca.p12")
                    .doesNotContain("secret-1", "secret-2"));
  }
}
