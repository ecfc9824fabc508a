package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.engine.BlockId;
import dev.sluice.engine.BlockStore.Retention;
import dev.sluice.engine.BlockStore.Stored;
import dev.sluice.engine.EngineException;
import dev.sluice.io.KryoSerializer;
import dev.sluice.rdd.StorageLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalBlockStoreTest {
  private static final int LIMIT = 10_000;

  @TempDir Path directory;
  private LocalBlockStore open;

  @AfterEach
  void close() throws IOException {
    if (open != null) {
      open.close();
      open.close();
    }
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void gives_back_what_was_put_at_every_level() {
    LocalBlockStore store = store();
    List<StorageLevel> levels =
        List.of(
            StorageLevel.MEMORY_ONLY,
            StorageLevel.MEMORY_ONLY_SER,
            StorageLevel.MEMORY_AND_DISK_SER_2,
            StorageLevel.DISK_ONLY_3);
    for (int i = 0; i < levels.size(); i++) {
      Stored stored = store.put(id(i), List.of("a", i), levels.get(i), Retention.REQUIRED);
      assertThat(stored.replicas()).isEqualTo(1);
      assertThat(read(store, id(i))).isEqualTo(List.of("a", i));
    }
    assertThat(store.usage().diskBytes()).isPositive();
    store.removeNamespace("input-0");
    assertThat(store.usage().blocks()).isZero();
    assertThat(store.usage().memoryBytes()).isZero();
    assertThat(store.usage().diskBytes()).isZero();
    assertThat(store.get(id(0))).isEmpty();
  }

  @Test
  void bytes_are_kept_as_they_are() {
    LocalBlockStore store = store();
    KryoSerializer serializer = new KryoSerializer();
    store.putBytes(
        id(1),
        serializer.serialize(List.of("x", "y")),
        StorageLevel.MEMORY_AND_DISK,
        Retention.REQUIRED);
    assertThat(read(store, id(1))).isEqualTo(List.of("x", "y"));
  }

  @Test
  void the_least_recently_used_block_moves_to_disk_or_is_dropped() {
    LocalBlockStore store = store();
    StorageLevel withDisk = StorageLevel.MEMORY_AND_DISK_SER;
    store.put(id(1), block(4000), withDisk, Retention.REQUIRED);
    store.put(id(2), block(4000), StorageLevel.MEMORY_ONLY_SER, Retention.RECOMPUTABLE);
    assertThat(read(store, id(1))).isEqualTo(block(4000));
    store.put(id(3), block(4000), withDisk, Retention.REQUIRED);
    assertThat(store.get(id(2))).as("dropped").isEmpty();
    store.put(id(4), block(4000), withDisk, Retention.REQUIRED);
    assertThat(store.usage().diskBytes()).isBetween(4000L, 4100L);
    assertThat(read(store, id(1))).as("from disk").isEqualTo(block(4000));
    assertThat(read(store, id(3))).isEqualTo(block(4000));
  }

  @Test
  void a_required_block_without_disk_that_does_not_fit_is_refused() {
    LocalBlockStore store = store();
    store.put(id(1), block(8000), StorageLevel.MEMORY_ONLY_SER, Retention.REQUIRED);
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(
            () -> store.put(id(2), block(3000), StorageLevel.MEMORY_ONLY_SER_2, Retention.REQUIRED))
        .withMessageStartingWith(
            "Cannot store block input-0-2: memory is short at StorageLevel(memory, 2 replicas),")
        .withMessageContaining(" of 10000 bytes free, expected 30")
        .withMessageEndingWith("raise the memory for blocks or use a level with disk");
    Stored dropped =
        store.put(id(3), block(3000), StorageLevel.MEMORY_ONLY_SER, Retention.RECOMPUTABLE);
    assertThat(dropped.replicas()).isZero();
    store.put(id(4), block(3000), StorageLevel.MEMORY_AND_DISK, Retention.REQUIRED);
    assertThat(read(store, id(4))).isEqualTo(block(3000));
  }

  @Test
  void an_id_is_taken_unless_both_blocks_can_be_computed_again() {
    LocalBlockStore store = store();
    store.put(id(1), List.of(1), StorageLevel.DISK_ONLY, Retention.RECOMPUTABLE);
    store.put(id(1), List.of(2), StorageLevel.DISK_ONLY, Retention.RECOMPUTABLE);
    assertThat(read(store, id(1))).isEqualTo(List.of(2));
    assertThatIllegalStateException()
        .isThrownBy(
            () -> store.put(id(1), List.of(3), StorageLevel.MEMORY_ONLY, Retention.REQUIRED));
  }

  @Test
  void a_block_removed_while_it_is_read_is_read_to_its_end() {
    LocalBlockStore store = store();
    store.put(id(1), List.of("a", "b"), StorageLevel.DISK_ONLY, Retention.REQUIRED);
    Iterator<Object> records = store.get(id(1)).orElseThrow();
    assertThat(records.next()).isEqualTo("a");
    store.remove(id(1));
    assertThat(records.next()).isEqualTo("b");
  }

  @Test
  void many_threads_keep_the_bound_and_lose_nothing_required() throws Exception {
    long seed = System.nanoTime();
    System.out.println("LocalBlockStoreTest seed " + seed);
    LocalBlockStore store = store();
    ConcurrentMap<BlockId, List<Object>> required = new ConcurrentHashMap<>();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> done = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      Random random = new Random(seed + thread);
      long firstNumber = thread * 1000L;
      done.add(threads.submit(() -> churn(store, random, firstNumber, required)));
    }
    for (Future<?> one : done) {
      one.get();
    }
    threads.shutdownNow();
    required.forEach((id, records) -> assertThat(read(store, id)).as("%s", id).isEqualTo(records));
    required.keySet().forEach(store::remove);
    store.removeNamespace("rdd-1");
    assertThat(store.usage().memoryBytes()).isZero();
    assertThat(store.usage().diskBytes()).isZero();
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  private static void churn(
      LocalBlockStore store,
      Random random,
      long firstNumber,
      ConcurrentMap<BlockId, List<Object>> required) {
    List<StorageLevel> levels =
        List.of(
            StorageLevel.MEMORY_AND_DISK, StorageLevel.MEMORY_AND_DISK_SER, StorageLevel.DISK_ONLY);
    for (int i = 0; i < 200; i++) {
      List<Object> records = block(random.nextInt(3000));
      BlockId id = id(firstNumber + i);
      store.put(id, records, levels.get(random.nextInt(3)), Retention.REQUIRED);
      required.put(id, records);
      BlockId cached = new BlockId("rdd-1", random.nextInt(50));
      List<Object> others = block(random.nextInt(3000));
      store.put(cached, others, StorageLevel.MEMORY_ONLY, Retention.RECOMPUTABLE);
      assertThat(store.usage().memoryBytes()).isBetween(0L, (long) LIMIT);
      BlockId old = id(firstNumber + random.nextInt(i + 1));
      List<Object> expected = required.get(old);
      if (expected != null) {
        assertThat(read(store, old)).isEqualTo(expected);
        if (random.nextBoolean()) {
          required.remove(old);
          store.remove(old);
        }
      }
    }
  }

  private LocalBlockStore store() {
    open =
        new LocalBlockStore(
            LIMIT, new SpillDirectory(Optional.of(directory)), new KryoSerializer());
    return open;
  }

  private static BlockId id(long number) {
    return new BlockId("input-0", number);
  }

  /** One record of about so many bytes. */
  private static List<Object> block(int bytes) {
    return List.of("x".repeat(bytes));
  }

  private static List<Object> read(LocalBlockStore store, BlockId id) {
    List<Object> records = new ArrayList<>();
    store.get(id).orElseThrow().forEachRemaining(records::add);
    return records;
  }
}
