package dev.sluice.dstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.BlockId;
import dev.sluice.engine.BlockStore.Retention;
import dev.sluice.io.Bytes;
import dev.sluice.io.KryoSerializer;
import dev.sluice.io.LocalStorage;
import dev.sluice.io.LogPosition;
import dev.sluice.ledger.BatchInput;
import dev.sluice.rdd.JobException;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.receiver.ReceivedLogs;
import dev.sluice.receiver.StorageReceivedLogs;
import dev.sluice.time.ManualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockSplitTest {
  private static final BlockId ID = new BlockId(BlockId.inputNamespace(3), 7);

  @TempDir Path directory;
  private final GraphRig rig = new GraphRig();
  private int nextBlock;

  @AfterEach
  void close() {
    rig.close();
  }

  private StorageReceivedLogs logs() {
    return new StorageReceivedLogs(
        new LocalStorage(directory), new ManualClock(), 1, Duration.ofSeconds(60), 1);
  }

  private static LogPosition append(ReceivedLogs logs, List<?> records) throws Exception {
    try (ReceivedLogs.Writer writer = logs.open(3)) {
      return writer.append(new KryoSerializer().serialize(records.iterator())).get();
    }
  }

  private void store(String... records) {
    rig.engine().blocks().put(ID, List.of(records), StorageLevel.MEMORY_ONLY, Retention.REQUIRED);
  }

  private RDD<String> dataset(@Nullable LogPosition logged, @Nullable ReceivedLogs logs) {
    ReceivedBlock block = new ReceivedBlock(3, ID, 2, 20, 1, null, logged);
    BatchInput input = new BatchInput(3, 2, List.of(block), Bytes.EMPTY, Map.of());
    return BlockSplit.read(new RddContext(rig.engine()), input, logs, Integer.MAX_VALUE);
  }

  private List<List<Integer>> partitions(int most, int... sizes) {
    List<ReceivedBlock> blocks = new ArrayList<>();
    int next = 0;
    for (int size : sizes) {
      BlockId id = new BlockId(ID.namespace(), nextBlock++);
      List<Integer> records = IntStream.range(next, next + size).boxed().toList();
      next += size;
      rig.engine().blocks().put(id, records, StorageLevel.MEMORY_ONLY, Retention.REQUIRED);
      blocks.add(new ReceivedBlock(3, id, size, 10L * size, 1, null, null));
    }
    BatchInput input = new BatchInput(3, next, blocks, Bytes.EMPTY, Map.of());
    RDD<Integer> dataset = BlockSplit.read(new RddContext(rig.engine()), input, null, most);
    return dataset.glom().collect();
  }

  @Test
  void small_blocks_share_partitions_of_about_one_size_in_their_order() {
    assertThat(partitions(2, 1, 1, 1, 1, 1, 1)).containsExactly(List.of(0, 1, 2), List.of(3, 4, 5));
    assertThat(partitions(3, 1, 1, 4, 1, 1))
        .containsExactly(List.of(0, 1, 2, 3, 4, 5), List.of(6, 7));
  }

  @Test
  void no_more_blocks_than_partitions_are_a_partition_each() {
    assertThat(partitions(3, 1, 0, 2)).containsExactly(List.of(0), List.of(), List.of(1, 2));
  }

  @Test
  void a_block_that_is_stored_is_not_read_from_the_log() throws Exception {
    try (StorageReceivedLogs logs = logs()) {
      LogPosition logged = append(logs, List.of("logged"));
      store("stored", "too");

      assertThat(dataset(logged, logs).collect()).containsExactly("stored", "too");
    }
  }

  @Test
  void a_block_that_is_not_stored_comes_from_the_log() throws Exception {
    LogPosition logged;
    try (StorageReceivedLogs logs = logs()) {
      logged = append(logs, List.of("a", "b"));
    }
    try (StorageReceivedLogs logs = logs()) {
      RDD<String> dataset = dataset(logged, logs);

      assertThat(dataset.collect()).containsExactly("a", "b");
      assertThat(dataset.collect()).containsExactly("a", "b");
    }
  }

  @Test
  void a_block_that_is_nowhere_fails_the_job_and_is_named() throws Exception {
    String nowhere = "Cannot read block input-3-7: it is not stored, and no write-ahead log has it";
    assertThatThrownBy(() -> dataset(null, null).collect())
        .isInstanceOf(JobException.class)
        .rootCause()
        .hasMessage(nowhere);
    assertThatThrownBy(() -> dataset(new LogPosition(1, 64, 9), null).collect())
        .rootCause()
        .hasMessage(nowhere);
    try (StorageReceivedLogs logs = logs()) {
      assertThatThrownBy(() -> dataset(null, logs).collect()).rootCause().hasMessage(nowhere);
    }
  }

  @Test
  void a_damaged_log_fails_the_job_with_the_place_of_the_damage() throws Exception {
    try (StorageReceivedLogs logs = logs()) {
      LogPosition logged = append(logs, List.of("a", "b"));
      append(logs, List.of("c"));
      Path file = directory.resolve("received/3/00000000000000000001.log");
      byte[] bytes = Files.readAllBytes(file);
      bytes[(int) logged.offset() + 13] ^= 1;
      Files.write(file, bytes);

      assertThatThrownBy(() -> dataset(logged, logs).collect())
          .isInstanceOf(JobException.class)
          .hasStackTraceContaining(
              "Cannot read block input-3-7: it is not stored, and the write-ahead log cannot give"
                  + " it: ")
          .rootCause()
          .hasMessageContaining("00000000000000000001.log")
          .hasMessageContaining("offset " + logged.offset());
    }
  }

  @Test
  void a_log_whose_file_is_gone_fails_the_job_and_is_named() throws Exception {
    try (StorageReceivedLogs logs = logs()) {
      assertThatThrownBy(() -> dataset(new LogPosition(5, 64, 9), logs).collect())
          .isInstanceOf(JobException.class)
          .hasStackTraceContaining("Cannot read block input-3-7")
          .rootCause()
          .hasMessageContaining("no such record");
    }
  }
}
