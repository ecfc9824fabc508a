package dev.sluice.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;

import dev.sluice.receiver.Receiver;
import dev.sluice.testkit.receiver.Behaviour;
import dev.sluice.testkit.receiver.ReceiverContract;
import dev.sluice.testkit.receiver.ReceiverHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** {@link SpoolReceiver} keeps the receiver contract. */
class SpoolReceiverContractTest extends ReceiverContract<String> {
  @Override
  protected ReceiverHarness<String> newHarness() throws IOException {
    return new SpoolHarness();
  }

  /**
   * A spool directory that can be moved away, and receivers for it. It has no connections and no
   * secrets, and nobody can tell how much of it was read.
   */
  static class SpoolHarness implements ReceiverHarness<String> {
    private final Path base = Files.createTempDirectory("spool");
    private final Path spool = Files.createDirectory(base.resolve("spool"));
    private final Path away = base.resolve("away");
    private final WatchService watcher = base.getFileSystem().newWatchService();
    private final Map<String, String> recordsByName = new HashMap<>();
    private final List<String> acknowledged = new ArrayList<>();
    private int files;

    SpoolHarness() throws IOException {
      spool.register(watcher, ENTRY_DELETE);
    }

    @Override
    public Set<Behaviour> behaviours() {
      return EnumSet.of(
          Behaviour.RELIABLE, Behaviour.KEEPS_WHILE_CUT, Behaviour.ORDERED, Behaviour.UNDECODABLE);
    }

    @Override
    public Receiver<String> newReceiver() {
      return new SpoolReceiver(spool);
    }

    @Override
    public List<String> produce(int n) throws IOException {
      List<String> records = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        String record = "récord\n" + files;
        recordsByName.put(drop(record.getBytes(UTF_8)), record);
        records.add(record);
      }
      return records;
    }

    @Override
    public void produceUndecodable() throws IOException {
      drop(new byte[] {(byte) 0xff});
    }

    private String drop(byte[] content) throws IOException {
      String name = String.format("%08d", files++);
      Path finished = Files.write(base.resolve(name), content);
      Files.move(finished, (Files.exists(away) ? away : spool).resolve(name));
      return name;
    }

    @Override
    public void cut() throws IOException {
      Files.move(spool, away);
    }

    @Override
    public void restore() throws IOException {
      if (Files.exists(away)) {
        Files.move(away, spool);
      }
    }

    /** The records of the deleted files, in the order of deletion; others were not records. */
    @Override
    public List<String> acknowledged() {
      for (WatchKey key = watcher.poll(); key != null; key = watcher.poll()) {
        for (WatchEvent<?> event : key.pollEvents()) {
          if (event.kind() != ENTRY_DELETE) {
            throw new IllegalStateException("Missed files that were deleted: " + event.kind());
          }
          String record = recordsByName.get(String.valueOf(event.context()));
          if (record != null) {
            acknowledged.add(record);
          }
        }
        key.reset();
      }
      return List.copyOf(acknowledged);
    }

    @Override
    public void close() throws IOException {
      watcher.close();
      try (Stream<Path> paths = Files.walk(base)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
