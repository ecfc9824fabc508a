package dev.sluice.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.io.KryoSerializer;
import dev.sluice.io.LocalStorage;
import dev.sluice.io.LogPosition;
import dev.sluice.time.ManualClock;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of received data of every format version that was ever released can be read. */
class GoldenReceivedTest {
  @TempDir Path folder;

  private static Path golden(String version) throws URISyntaxException {
    return Path.of(GoldenReceivedTest.class.getResource("/golden/" + version).toURI());
  }

  @Test
  void version_1_can_be_read() throws Exception {
    LocalStorage storage = new LocalStorage(golden("v1"));
    try (StorageReceivedLogs logs =
        new StorageReceivedLogs(storage, new ManualClock(), 1, Duration.ofMinutes(1), 1)) {
      for (int block = 0; block < GoldenReceived.BLOCKS.size(); block++) {
        LogPosition position = GoldenReceived.POSITIONS.get(block);
        List<Object> expected = List.copyOf(GoldenReceived.BLOCKS.get(block));
        assertThat(new KryoSerializer().deserialize(logs.read(GoldenReceived.STREAM, position)))
            .toIterable()
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void version_1_is_what_is_written() throws Exception {
    assertThat(GoldenReceived.write(folder)).isEqualTo(GoldenReceived.POSITIONS);

    for (LogPosition position : GoldenReceived.POSITIONS) {
      String name = "received/%d/%020d.log".formatted(GoldenReceived.STREAM, position.sequence());
      assertThat(folder.resolve(name)).hasSameBinaryContentAs(golden("v1").resolve(name));
    }
  }
}
