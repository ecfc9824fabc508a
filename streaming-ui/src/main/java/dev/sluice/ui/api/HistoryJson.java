package dev.sluice.ui.api;

import dev.sluice.listener.BatchInfo;
import dev.sluice.listener.StreamInputInfo;
import dev.sluice.ui.history.Batch;
import dev.sluice.ui.history.Status;
import dev.sluice.ui.history.Watched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Rates and delays over time, as columns. Immutable. */
public record HistoryJson(
    long batchIntervalMs,
    List<StreamJson> streams,
    List<Long> timesMs,
    Map<Integer, List<@Nullable Double>> recordsPerSecond,
    List<Long> records,
    List<@Nullable Long> schedulingDelayMs,
    List<@Nullable Long> processingTimeMs,
    List<@Nullable Long> totalDelayMs,
    List<Boolean> failed) {

  /** Those of some batches that have ended; the others are left out. */
  public static HistoryJson of(Watched program, List<Batch> batches) {
    Duration interval = program.monitor().batchInterval();
    List<Batch> ended =
        batches.stream()
            .filter(batch -> batch.status().isEnded())
            .sorted(Comparator.comparing(Batch::time))
            .toList();
    List<BatchInfo> infos = ended.stream().map(Batch::info).toList();
    List<StreamJson> streams = program.snapshot().map(StreamJson::of).orElse(List.of());
    return new HistoryJson(
        interval.toMillis(),
        streams,
        infos.stream().map(batch -> batch.batchTime().milliseconds()).toList(),
        rates(streams, infos, interval),
        infos.stream().map(BatchInfo::numRecords).toList(),
        column(infos, batch -> Values.millis(batch.schedulingDelay())),
        column(infos, batch -> Values.millis(batch.processingDelay())),
        column(infos, batch -> Values.millis(batch.totalDelay())),
        ended.stream().map(batch -> batch.status() == Status.FAILED).toList());
  }

  private interface Figure<T> {
    @Nullable T of(BatchInfo batch);
  }

  /** Unlike those of streams, such lists may hold null. */
  private static <T> List<@Nullable T> column(List<BatchInfo> batches, Figure<T> figure) {
    List<@Nullable T> column = new ArrayList<>(batches.size());
    for (BatchInfo batch : batches) {
      column.add(figure.of(batch));
    }
    return column;
  }

  private static Map<Integer, List<@Nullable Double>> rates(
      List<StreamJson> streams, List<BatchInfo> batches, Duration interval) {
    TreeSet<Integer> ids = new TreeSet<>();
    streams.forEach(stream -> ids.add(stream.id()));
    batches.forEach(batch -> ids.addAll(batch.inputs().keySet()));
    Map<Integer, List<@Nullable Double>> rates = new TreeMap<>();
    for (int id : ids) {
      rates.put(id, column(batches, batch -> rate(batch.inputs().get(id), interval)));
    }
    return rates;
  }

  private static @Nullable Double rate(@Nullable StreamInputInfo input, Duration interval) {
    return input == null ? null : (Double) Values.perSecond(input.numRecords(), interval);
  }
}
