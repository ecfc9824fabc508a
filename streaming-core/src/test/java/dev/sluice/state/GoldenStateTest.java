package dev.sluice.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.io.LocalStorage;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of states of every format version that was ever released can be read. */
class GoldenStateTest {
  @TempDir Path folder;

  private static Path golden(String version) throws URISyntaxException {
    return Path.of(GoldenStateTest.class.getResource("/golden/" + version).toURI());
  }

  private static List<StateChange<Object, Object>> read(String name) throws Exception {
    List<StateChange<Object, Object>> entries = new ArrayList<>();
    StateImage.<Object, Object>read(
        new LocalStorage(golden("v1")), name, GoldenState.SERIALIZER, entries::add);
    return entries;
  }

  @Test
  void version_1_can_be_read() throws Exception {
    assertThat(read(GoldenState.IMAGE)).isEqualTo(GoldenState.IMAGE_ENTRIES);
    assertThat(read(GoldenState.CHANGES)).isEqualTo(GoldenState.CHANGE_ENTRIES);
    assertThat(read(GoldenState.EMPTY)).isEmpty();
  }

  @Test
  void version_1_is_what_is_written() throws Exception {
    GoldenState.write(folder);

    for (String name : List.of(GoldenState.IMAGE, GoldenState.CHANGES, GoldenState.EMPTY)) {
      assertThat(folder.resolve(name)).hasSameBinaryContentAs(golden("v1").resolve(name));
    }
  }
}
