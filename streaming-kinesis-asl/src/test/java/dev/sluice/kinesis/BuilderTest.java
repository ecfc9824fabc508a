package dev.sluice.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.InputDStream;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.metrics.MetricsLevel;

class BuilderTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `(\\w+)` \\| [^|]* \\| ", Pattern.MULTILINE);
  private static final Duration INTERVAL = Duration.ofSeconds(3);

  private static KinesisInputDStream.Builder named() {
    return KinesisInputDStream.builder().streamName("stream").checkpointAppName("application");
  }

  private static KinesisSettings settings(KinesisInputDStream.Builder builder) {
    return builder.receiver(INTERVAL, Programs::text).settings();
  }

  @Test
  void what_is_not_given_has_the_documented_value() {
    KinesisSettings settings = settings(named());

    assertThat(settings.stream()).isEqualTo("stream");
    assertThat(settings.application()).isEqualTo("application");
    assertThat(settings.endpoints()).isEqualTo(new Endpoints("us-east-1", null, null, null));
    assertThat(settings.initialPosition()).isEqualTo(new KinesisInitialPositions.Latest());
    assertThat(settings.checkpointInterval()).isEqualTo(INTERVAL);
    assertThat(settings.failoverTime()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.idleTimeBetweenReads()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.maxRecordsPerRead()).isEqualTo(10_000);
    assertThat(settings.metrics())
        .isEqualTo(new KinesisSettings.Metrics(MetricsLevel.DETAILED, Set.of("ALL")));
    assertThat(settings.access().kinesis()).isSameAs(KinesisCredentials.defaultCredentials());
    assertThat(named().receiver(INTERVAL, Programs::text).storageLevel())
        .isEqualTo(StorageLevel.MEMORY_AND_DISK_2);
  }

  @Test
  void credentials_for_kinesis_are_those_for_all_unless_others_are_given() {
    KinesisCredentials first = KinesisCredentials.builder().basicCredentials("a", "b").build();
    KinesisCredentials second = KinesisCredentials.builder().basicCredentials("c", "d").build();

    KinesisSettings.Access access =
        settings(named().kinesisCredentials(first).cloudWatchCredentials(second)).access();

    assertThat(access).isEqualTo(new KinesisSettings.Access(first, first, second));
  }

  @Test
  void settings_show_no_keys() {
    KinesisCredentials keys =
        KinesisCredentials.builder().basicCredentials("ID-OF-KEY", TestPeer.SECRET).build();

    assertThat(settings(named().kinesisCredentials(keys)))
        .asString()
        .doesNotContain("ID-OF-KEY", TestPeer.SECRET);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of(KinesisInputDStream.builder().checkpointAppName("a"), "streamName"),
        Arguments.of(KinesisInputDStream.builder().streamName("a"), "checkpointAppName"),
        Arguments.of(named().regionName(" "), "regionName"),
        Arguments.of(named().checkpointInterval(Duration.ZERO), "checkpointInterval"),
        Arguments.of(named().failoverTime(Duration.ofMillis(999)), "failoverTime"),
        Arguments.of(named().idleTimeBetweenReads(Duration.ofMillis(199)), "idleTimeBetweenReads"),
        Arguments.of(named().maxRecordsPerRead(0), "maxRecordsPerRead"),
        Arguments.of(named().maxRecordsPerRead(10_001), "maxRecordsPerRead"),
        Arguments.of(named().endpointUrl("ftp://host"), "ftp://host"),
        Arguments.of(named().dynamoDBEndpointUrl("a host"), "a host"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void what_is_missing_or_wrong_is_an_error(KinesisInputDStream.Builder builder, String what) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(builder))
        .withMessageStartingWith("Cannot create a Kinesis stream: ")
        .withMessageContaining(what);
  }

  @Test
  void a_stream_needs_a_context() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> named().build())
        .withMessageContaining("streamingContext");
  }

  @Test
  void the_readme_has_each_option() throws IOException {
    String page = Files.readString(Path.of("README.md"));
    int begin = page.indexOf("### Options");
    String table = page.substring(begin, page.indexOf("### Credentials", begin));

    assertThat(ROW.matcher(table).results().map(row -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(options());
  }

  private static List<String> options() {
    return Arrays.stream(KinesisInputDStream.Builder.class.getMethods())
        .filter(method -> method.getReturnType() == KinesisInputDStream.Builder.class)
        .map(Method::getName)
        .toList();
  }

  @Test
  void the_earlier_forms_make_the_same_streams() {
    try (StreamingContext ssc =
        new StreamingContext(
            new StreamingConf().setMaster("local[2]").setAppName("name"), Durations.seconds(1))) {
      String endpoint = "https://kinesis.eu-west-1.amazonaws.com";
      InitialPositionInStream horizon = InitialPositionInStream.TRIM_HORIZON;
      StorageLevel level = StorageLevel.MEMORY_ONLY;

      List<InputDStream<?>> streams =
          List.of(
              KinesisUtils.createStream(ssc, "stream", endpoint, INTERVAL, horizon, level),
              KinesisUtils.createStream(
                  ssc, "app", "stream", endpoint, "eu-west-1", horizon, INTERVAL, level),
              KinesisUtils.createStream(
                  ssc, "app", "stream", endpoint, "eu-west-1", horizon, INTERVAL, level, "id", "s"),
              KinesisUtils.createStream(
                  ssc,
                  "app",
                  "stream",
                  endpoint,
                  "eu-west-1",
                  horizon,
                  INTERVAL,
                  level,
                  Programs::text,
                  String.class));

      assertThat(streams).extracting(InputDStream::streamId).containsExactly(0, 1, 2, 3);
      assertThatThrownBy(
              () ->
                  KinesisUtils.createStream(
                      ssc,
                      "stream",
                      endpoint,
                      INTERVAL,
                      InitialPositionInStream.AT_TIMESTAMP,
                      level))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("initialPosition(new KinesisInitialPositions.AtTimestamp(date))");
    }
  }

  @Test
  void the_region_of_an_endpoint_is_in_its_name() {
    assertThat(Endpoints.regionOf("https://kinesis.eu-west-1.amazonaws.com"))
        .isEqualTo("eu-west-1");
    assertThat(Endpoints.regionOf("kinesis.ap-south-1.amazonaws.com")).isEqualTo("ap-south-1");
    assertThat(Endpoints.regionOf("http://localhost:4567")).isEqualTo("us-east-1");
  }
}
