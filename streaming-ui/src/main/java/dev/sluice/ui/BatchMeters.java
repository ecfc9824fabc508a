package dev.sluice.ui;

import dev.sluice.listener.BatchInfo;
import dev.sluice.listener.StreamInputInfo;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import dev.sluice.ui.history.Watched;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is measured of each batch. Confined to the listener thread. */
final class BatchMeters implements StreamingListener {
  private static final Duration[] BOUNDS =
      List.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000)
          .stream()
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final Tags tags;
  private final Watched program;
  private final Timer scheduling;
  private final Timer processing;
  private final Timer total;
  private final Map<Integer, Counter> received = new HashMap<>();

  BatchMeters(MeterRegistry registry, Tags tags, Watched program) {
    this.registry = registry;
    this.tags = tags;
    this.program = program;
    this.scheduling = timer("sluice.batch.scheduling.delay", "How long batches waited to begin");
    this.processing = timer("sluice.batch.processing.time", "How long batches ran");
    this.total = timer("sluice.batch.total.delay", "How long batches waited and ran");
  }

  /** Hands events on to several. Thread-safe: if the list is. */
  record All(List<BatchMeters> all) implements StreamingListener {
    @Override
    public void onBatchStarted(StreamingEvent.BatchStarted event) {
      all.forEach(each -> each.onBatchStarted(event));
    }

    @Override
    public void onBatchCompleted(StreamingEvent.BatchCompleted event) {
      all.forEach(each -> each.onBatchCompleted(event));
    }
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .tags(tags)
        .serviceLevelObjectives(BOUNDS)
        .register(registry);
  }

  @Override
  public void onBatchStarted(StreamingEvent.BatchStarted event) {
    event.batchInfo().inputs().values().forEach(this::count);
  }

  private void count(StreamInputInfo input) {
    received
        .computeIfAbsent(input.streamId(), this::counter)
        .increment((double) input.numRecords());
  }

  private Counter counter(int stream) {
    String name = Watched.names(program.monitor().graph()).getOrDefault(stream, "stream " + stream);
    return Counter.builder("sluice.stream.records")
        .description("Records of a stream in batches that began")
        .tags(tags.and("stream", Integer.toString(stream), "name", name))
        .register(registry);
  }

  @Override
  public void onBatchCompleted(StreamingEvent.BatchCompleted event) {
    BatchInfo batch = event.batchInfo();
    batch.schedulingDelay().ifPresent(scheduling::record);
    batch.processingDelay().ifPresent(processing::record);
    batch.totalDelay().ifPresent(total::record);
  }
}
