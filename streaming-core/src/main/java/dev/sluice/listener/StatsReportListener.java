package dev.sluice.listener;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs, whenever a batch has completed, how total delay and processing time of the latest batches
 * are spread. Confined to the listener thread.
 */
public final class StatsReportListener implements StreamingListener {

  private static final Logger LOG = LoggerFactory.getLogger(StatsReportListener.class);
  private static final int USUAL_BATCHES = 10;

  private final int batches;
  private final Consumer<String> report;
  private final Deque<BatchInfo> latest = new ArrayDeque<>();

  /** Makes a listener that looks at the latest 10 batches. */
  public StatsReportListener() {
    this(USUAL_BATCHES);
  }

  /**
   * Makes a listener that looks at the latest {@code batches} batches.
   *
   * @param batches how many, at least 1
   * @throws IllegalArgumentException if there are fewer
   */
  public StatsReportListener(int batches) {
    this(batches, LOG::info);
  }

  StatsReportListener(int batches, Consumer<String> report) {
    if (batches < 1) {
      throw new IllegalArgumentException(
          "Cannot report statistics: no batches to look at, found "
              + batches
              + ", expected at least 1");
    }
    this.batches = batches;
    this.report = report;
  }

  @Override
  public void onBatchCompleted(StreamingEvent.BatchCompleted event) {
    latest.add(event.batchInfo());
    if (latest.size() > batches) {
      latest.remove();
    }
    report("Total delay", BatchInfo::totalDelay);
    report("Processing time", BatchInfo::processingDelay);
  }

  private void report(String what, Function<BatchInfo, Optional<Duration>> measure) {
    List<Duration> known = latest.stream().flatMap(batch -> measure.apply(batch).stream()).toList();
    if (!known.isEmpty()) {
      report.accept(what + " of the last " + known.size() + " batches: " + Distribution.of(known));
    }
  }
}
