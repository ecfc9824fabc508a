package dev.sluice.ui.api;

import dev.sluice.dstream.GraphNode;
import dev.sluice.engine.BlockStore.Usage;
import dev.sluice.monitor.CheckpointStatus;
import dev.sluice.monitor.DriverSnapshot;
import dev.sluice.monitor.ReceiverStatus;
import dev.sluice.streaming.StoredFiles;
import dev.sluice.ui.history.Texts;
import dev.sluice.ui.history.Watched;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a program holds in memory and on disk. Immutable. */
public record StorageJson(
    BlocksJson blocks,
    @Nullable UnprocessedJson unprocessed,
    HeapJson heap,
    @Nullable CheckpointJson checkpoint,
    LogJson writeAheadLog,
    List<StateJson> states) {

  record BlocksJson(
      int count, long memoryBytes, long pinnedBytes, long memoryLimitBytes, long diskBytes) {
    static BlocksJson of(Usage usage) {
      return new BlocksJson(
          usage.blocks(),
          usage.memoryBytes(),
          usage.pinnedBytes(),
          usage.memoryLimitBytes(),
          usage.diskBytes());
    }
  }

  record UnprocessedJson(long bytes, long limitBytes, int waitingBlocks) {
    static UnprocessedJson of(DriverSnapshot snapshot) {
      return new UnprocessedJson(
          snapshot.unprocessed().bytes(),
          snapshot.unprocessed().limitBytes(),
          snapshot.receivers().stream().mapToInt(ReceiverStatus::waitingBlocks).sum());
    }
  }

  record HeapJson(long usedBytes, long maxBytes) {
    static HeapJson now() {
      Runtime runtime = Runtime.getRuntime();
      return new HeapJson(runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory());
    }
  }

  record LogJson(boolean enabled) {}

  record StateJson(String id, String kind, @Nullable Long keys, String nodeId) {
    static StateJson of(GraphNode node) {
      String named = node.name().orElse(node.kind());
      return new StateJson(
          Texts.name(node.stateId().orElse(named)),
          Texts.name(node.kind()),
          Values.orNull(node.stateKeys()),
          node.id());
    }
  }

  record CheckpointJson(
      String place,
      @Nullable Long intervalMs,
      @Nullable Long lastBatchTimeMs,
      @Nullable Long lastWrittenAtMs,
      @Nullable Long lastDurationMs,
      int failures,
      boolean writing,
      @Nullable List<FilesJson> files,
      @Nullable Long sizedAtMs) {
    static CheckpointJson of(
        String place, Optional<CheckpointStatus> status, DirectorySizes.Sizes sizes) {
      return new CheckpointJson(
          Texts.name(place),
          Values.millis(status.map(CheckpointStatus::interval)),
          Values.time(status.flatMap(CheckpointStatus::lastBatch)),
          Values.orNull(status.map(CheckpointStatus::lastWrittenMs).orElse(OptionalLong.empty())),
          Values.millis(status.flatMap(CheckpointStatus::lastTook)),
          status.map(CheckpointStatus::failures).orElse(0),
          status.map(CheckpointStatus::writing).orElse(false),
          sizes.files().map(FilesJson::of).orElse(null),
          Values.orNull(sizes.atMs()));
    }
  }

  record FilesJson(String kind, int files, long bytes) {
    static List<FilesJson> of(List<StoredFiles> stored) {
      return stored.stream()
          .map(each -> new FilesJson(each.kind().name(), each.files(), each.bytes()))
          .toList();
    }
  }

  /** What there is now; the directory as it was sized last. */
  public static StorageJson of(Watched program, DirectorySizes directory) {
    Optional<DriverSnapshot> snapshot = program.snapshot();
    return new StorageJson(
        BlocksJson.of(program.monitor().blocks()),
        snapshot.map(UnprocessedJson::of).orElse(null),
        HeapJson.now(),
        program
            .monitor()
            .checkpointPlace()
            .map(
                place ->
                    CheckpointJson.of(
                        place,
                        snapshot.flatMap(DriverSnapshot::checkpoint),
                        directory.latest(Duration.ofSeconds(5))))
            .orElse(null),
        new LogJson(program.monitor().isLoggingReceived()),
        snapshot.map(DriverSnapshot::nodes).orElse(List.of()).stream()
            .filter(StorageJson::hasState)
            .map(StateJson::of)
            .toList());
  }

  private static boolean hasState(GraphNode node) {
    return node.stateId().isPresent() || node.stateKeys().isPresent();
  }
}
