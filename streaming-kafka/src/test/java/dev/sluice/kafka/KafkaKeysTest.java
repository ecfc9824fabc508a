package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.streaming.ConfKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class KafkaKeysTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `(streaming\\.kafka\\.[\\w.]+)` \\| (\\S+) \\|", Pattern.MULTILINE);

  @Test
  void the_readme_has_each_setting_with_its_default() throws IOException {
    List<String> rows =
        ROW.matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(row -> row.group(1) + " " + row.group(2))
            .toList();

    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            KafkaKeys.ALL.stream().map(KafkaKeysTest::row).toList());
  }

  private static String row(ConfKey<?> key) {
    return key.name() + " " + key.defaultText().orElseThrow();
  }
}
