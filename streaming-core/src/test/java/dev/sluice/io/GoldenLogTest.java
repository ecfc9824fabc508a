package dev.sluice.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of every format version that was ever released can be read. */
class GoldenLogTest {
  private static final List<String> FILES =
      List.of(
          "log/00000000000000000001.log",
          "log/00000000000000000002.log",
          "log/00000000000000000003.log");

  @TempDir Path folder;

  private static Path golden(String version) throws URISyntaxException {
    return Path.of(GoldenLogTest.class.getResource("/golden/" + version).toURI());
  }

  @Test
  void version_1_can_be_read() throws Exception {
    HeardEvents events = new HeardEvents();
    Storage storage = new LocalStorage(golden("v1"));

    LogReader reader = LogReader.open(storage, "log", "golden", events);

    Map<LogPosition, String> records = new TreeMap<>();
    reader.replay((position, payload) -> records.put(position, UTF_8.decode(payload).toString()));
    assertThat(records.values()).containsExactlyElementsOf(GoldenLog.RECORDS);
    for (Map.Entry<LogPosition, String> record : records.entrySet()) {
      assertThat(UTF_8.decode(reader.read(record.getKey())).toString())
          .isEqualTo(record.getValue());
    }
    assertThat(reader.files())
        .extracting(LogFile::name)
        .containsExactly(FILES.get(0), FILES.get(2));
    assertThat(reader.files())
        .extracting(LogFile::createdMs)
        .containsExactly(1_700_000_000_000L, 1_700_000_060_000L);
    assertThat(events.heard).containsExactly("torn " + FILES.get(2) + " at 80: 17");
  }

  @Test
  void version_1_is_what_is_written() throws Exception {
    GoldenLog.write(folder);

    List<String> written = new ArrayList<>(new LocalStorage(folder).list("log"));
    assertThat(written).isEqualTo(FILES);
    for (String name : FILES) {
      assertThat(folder.resolve(name)).hasSameBinaryContentAs(golden("v1").resolve(name));
    }
  }
}
