package dev.sluice.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfKeysTest {

  @Test
  void the_documentation_has_the_table_of_all_keys() throws IOException {
    String table =
        Files.readAllLines(documentation()).stream()
            .filter(line -> line.startsWith("|"))
            .map(line -> line + "\n")
            .collect(Collectors.joining());

    assertThat(table).isEqualTo(ConfKeys.markdownTable());
  }

  @Test
  void every_constant_is_listed() throws IllegalAccessException {
    List<Object> constants = new ArrayList<>();
    for (Class<?> keys :
        List.of(
            ConfKeys.class,
            ReceiverKeys.class,
            FlowKeys.class,
            CheckpointKeys.class,
            UiKeys.class)) {
      for (var field : keys.getDeclaredFields()) {
        if (Modifier.isPublic(field.getModifiers())) {
          constants.add(field.get(null));
        }
      }
    }

    assertThat(ConfKeys.all().toArray()).containsExactlyElementsOf(constants);
  }

  @Test
  void every_name_begins_with_streaming_and_no_name_is_used_twice() {
    List<String> names =
        ConfKeys.all().stream()
            .flatMap(key -> Stream.concat(Stream.of(key.name()), key.aliases().stream()))
            .toList();

    assertThat(names).doesNotHaveDuplicates();
    assertThat(ConfKeys.all()).allMatch(key -> key.name().startsWith("streaming."));
  }

  @Test
  void an_unset_rate_is_no_limit_and_a_stop_by_signal_is_graceful() {
    StreamingConf conf = StreamingConf.empty();

    assertThat(conf.get(ConfKeys.RECEIVER_MAX_RATE)).isZero();
    assertThat(conf.get(ConfKeys.INITIAL_RATE)).isEmpty();
    assertThat(conf.get(ConfKeys.STOP_GRACEFULLY_ON_SHUTDOWN)).isTrue();
  }

  private static Path documentation() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path file = folder.resolve("docs").resolve("configuration.md");
      if (Files.exists(file)) {
        return file;
      }
      folder = folder.getParent();
    }
    throw new AssertionError("Cannot find docs/configuration.md here or in any folder above");
  }
}
