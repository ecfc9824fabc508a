package dev.sluice.zeromq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.rdd.StorageLevel;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

class ZeroMQOptionsTest {
  private static final ZMQ.Curve.KeyPair KEYS = ZMQ.Curve.generateKeyPair();
  private static final ZeroMQOptions OPTIONS = ZeroMQOptions.connect();
  private static final Pattern ROW =
      Pattern.compile("^\\| `(\\w+)` \\| ([^|]+) \\|", Pattern.MULTILINE);

  private static Map<String, String> rowsOfReadme() throws Exception {
    String section =
        Files.readString(Path.of("README.md")).split("## Options\n", -1)[1].split("\n## ", -1)[0];
    Map<String, String> rows = new TreeMap<>();
    for (MatchResult row : ROW.matcher(section).results().toList()) {
      rows.put(row.group(1), row.group(2).trim());
    }
    return rows;
  }

  @Test
  void the_readme_has_each_option() throws Exception {
    List<String> methods =
        Arrays.stream(ZeroMQOptions.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .map(Method::getName)
            .filter(name -> !name.equals("toString"))
            .distinct()
            .toList();

    assertThat(rowsOfReadme().keySet()).containsExactlyInAnyOrderElementsOf(methods);
  }

  @Test
  void the_readme_has_the_defaults() throws Exception {
    Map<String, String> rows = rowsOfReadme();

    ZeroMQOptions.bind()
        .shown()
        .forEach(
            (name, value) -> {
              if (!name.equals("security")) {
                assertThat(rows).containsEntry(name, value);
              }
            });
  }

  static Stream<UnaryOperator<ZeroMQOptions>> outOfBounds() {
    String key = KEYS.publicKey;
    return Stream.of(
        options -> options.withReceiveHighWaterMark(0),
        options -> options.withMaxMessageBytes(0),
        options -> options.withHeartbeat(Duration.ZERO, Duration.ofSeconds(1)),
        options -> options.withHeartbeat(Duration.ofSeconds(1), Duration.ofDays(1)),
        options -> options.withReconnect(Duration.ofNanos(1), Duration.ofSeconds(1)),
        options -> options.withCurveClient("short", key, key),
        options -> options.withCurveClient(key, key.replace(key.charAt(3), '~'), key),
        options -> options.withCurveServer(key, key, Set.of("")),
        options -> options.withPlainClient("", "password"),
        options -> options.withPlainClient("name", "x".repeat(128)),
        options -> options.withPlainServer(Map.of("name", "")),
        options -> options.withIdentity(""),
        options -> options.withWindow(0, 1),
        options -> options.withWindow(1, 0),
        options -> options.withMostSenders(0));
  }

  @ParameterizedTest
  @MethodSource("outOfBounds")
  void what_is_out_of_bounds_is_refused(UnaryOperator<ZeroMQOptions> change) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> change.apply(OPTIONS))
        .withMessageMatching("Cannot .*found .*expected .*");
  }

  @Test
  void each_change_is_made_to_a_copy() {
    ZeroMQOptions changed = OPTIONS.withTopics("a", "b").withMostSenders(3);

    assertThat(OPTIONS.topics()).isEmpty();
    assertThat(changed.topics()).hasSize(2);
    assertThat(changed.withTopics(List.of()).topics()).isEmpty();
  }

  @Test
  void no_text_shows_a_secret() {
    Stream.of(
            OPTIONS.withCurveClient(KEYS.publicKey, KEYS.publicKey, KEYS.secretKey),
            OPTIONS.withCurveServer(KEYS.publicKey, KEYS.secretKey, Set.of(KEYS.publicKey)),
            OPTIONS.withPlainClient("anna", KEYS.secretKey),
            OPTIONS.withPlainServer(Map.of("anna", KEYS.secretKey)))
        .forEach(
            options -> {
              assertThat(options.toString()).doesNotContain(KEYS.secretKey);
              assertThat(options.security().toString()).doesNotContain(KEYS.secretKey);
            });
  }

  @Test
  void a_receiver_with_all_options_can_be_serialized() throws Exception {
    ZeroMQOptions all =
        OPTIONS
            .withTopics("a")
            .withIdentity("me")
            .withCurveServer(KEYS.publicKey, KEYS.secretKey, Set.of(KEYS.publicKey))
            .sequencedBy(frames -> (long) frames.length);

    try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
      out.writeObject(
          ZeroMQUtils.receiver(
              SocketType.SUB, "tcp://host:5555", all, Programs::joined, StorageLevel.MEMORY_ONLY));
      out.writeObject(all.withPlainServer(Map.of("anna", "password")));
    }
  }

  @Test
  void only_subscribers_have_topics_and_have_to() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(SocketType.SUB, OPTIONS))
        .withMessageContaining("found no topics");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(SocketType.PULL, OPTIONS.withTopics("a")))
        .withMessageContaining("found 1 topics, expected none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> createReliable(OPTIONS.withTopics("a")))
        .withMessageContaining("found 1 topics, expected none");
  }

  @Test
  void reliable_messages_have_numbers_already() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> createReliable(OPTIONS.sequencedBy(frames -> 1L)))
        .withMessageContaining("found sequencedBy");
  }

  private static void create(SocketType type, ZeroMQOptions options) {
    ZeroMQUtils.receiver(
        type, "tcp://host:5555", options, Programs::joined, StorageLevel.MEMORY_ONLY);
  }

  private static void createReliable(ZeroMQOptions options) {
    ZeroMQUtils.reliableReceiver(
        "tcp://host:5555", options, Programs::joined, StorageLevel.MEMORY_ONLY);
  }
}
