package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.io.LocalStorage;
import dev.sluice.io.LogEvents;
import dev.sluice.io.LogReader;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ledgers and checkpoints of every format version that was ever released can be read. */
class GoldenLedgerTest {
  private static final List<String> FILES =
      List.of("ledger/00000000000000000001.log", "checkpoint/0000001700000001000.ckpt");

  @TempDir Path folder;

  private static Path golden(String version) throws URISyntaxException {
    return Path.of(GoldenLedgerTest.class.getResource("/golden/" + version).toURI());
  }

  @Test
  void a_ledger_of_version_1_can_be_read() throws Exception {
    LogReader log =
        LogReader.open(new LocalStorage(golden("v1")), "ledger", "ledger", LogEvents.IGNORED);

    List<LedgerEvent> events = new ArrayList<>();
    log.replay(
        (position, payload) -> {
          byte[] bytes = new byte[payload.remaining()];
          payload.get(bytes);
          events.add(EventCodec.decode(bytes));
        });

    assertThat(events).isEqualTo(GoldenLedger.EVENTS);
  }

  @Test
  void a_checkpoint_of_version_1_can_be_read() throws Exception {
    CheckpointFiles files = new CheckpointFiles(new LocalStorage(golden("v1")), 1);

    assertThat(files.newest()).contains(GoldenLedger.checkpoint());
  }

  @Test
  void version_1_is_what_is_written() throws Exception {
    GoldenLedger.write(folder);

    for (String name : FILES) {
      assertThat(folder.resolve(name)).hasSameBinaryContentAs(golden("v1").resolve(name));
    }
  }
}
