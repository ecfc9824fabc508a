package dev.sluice.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs as they are published, after the recipe. */
class PublishedProgramsTest {
  private static final String SPARK_TYPES =
      "\\b(import org\\.apache\\.spark\\.(?!examples)|scala\\.)";

  @TempDir Path classes;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JavaNetworkWordCount",
        "JavaQueueStream",
        "JavaCustomReceiver",
        "JavaRecoverableNetworkWordCount"
      })
  void a_program_of_spark_compiles_without_spark(String name) {
    String before = Rewriting.program(name);
    assertThat(before).containsPattern(SPARK_TYPES);

    String after = Rewriting.rewritten(before);

    assertThat(after).doesNotContainPattern(SPARK_TYPES).doesNotContain("By hand");
    assertThat(Compilation.errors(name, after, classes)).isEmpty();
  }

  @Test
  void a_program_with_lambdas_state_and_offsets_compiles_without_spark() {
    String before = Rewriting.read(Path.of("src/test/resources/programs/KafkaAndState.java"));

    String after = Rewriting.rewritten(before);

    assertThat(after).doesNotContainPattern(SPARK_TYPES).doesNotContain("By hand");
    assertThat(Compilation.errors("KafkaAndState", after, classes)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "JavaKafkaWordCount, org.apache.spark.streaming.kafka.KafkaUtils, dev.sluice.kafka.KafkaUtils",
    "JavaFlumeEventCount, org.apache.spark.streaming.flume.FlumeUtils, dev.sluice.flume.FlumeUtils",
    "JavaKinesisWordCountASL, org.apache.spark.streaming.kinesis.KinesisInputDStream, dev.sluice.kinesis.KinesisInputDStream"
  })
  void what_it_cannot_rewrite_says_what_to_do(String name, String left, String instead) {
    String after = Rewriting.rewritten(Rewriting.program(name));

    List<String> lines = after.lines().toList();
    List<String> comments = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches(".*" + SPARK_TYPES + ".*")) {
        assertThat(lines.get(i - 1)).startsWith("/* By hand: ");
        comments.add(lines.get(i) + lines.get(i - 1));
      }
    }
    assertThat(comments).anyMatch(line -> line.contains(left) && line.contains(instead));
    assertThat(after).contains("dev.sluice.streaming.StreamingContext");
  }

  @Test
  void a_second_run_changes_nothing() {
    String once = Rewriting.rewritten(Rewriting.program("JavaFlumeEventCount"));

    assertThat(Rewriting.rewritten(once)).isEqualTo(once);
  }
}
