package dev.sluice.benchmarks.soak;

import dev.sluice.benchmarks.harness.Machine;
import dev.sluice.benchmarks.harness.ScratchDirectory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Looks at the process and its directory. Confined to the main thread. */
final class Sampler {
  private static final int LOOKS_BETWEEN_COLLECTIONS = 6;
  private static final double MB = 1e6;

  private final Delays delays;
  private final SteadyLines lines;
  private final ScratchDirectory directory;
  private final long startNanos = System.nanoTime();
  private double lastSeconds;
  private long lastWorkedOff;
  private double heapMb;
  private int looks;

  Sampler(Delays delays, SteadyLines lines, ScratchDirectory directory) {
    this.delays = delays;
    this.lines = lines;
    this.directory = directory;
    lastWorkedOff = lines.workedOff();
  }

  double seconds() {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  /** Now, with a full collection every few looks, as only that tells what is still used. */
  Map<Column, Double> look() throws IOException {
    if (looks++ % LOOKS_BETWEEN_COLLECTIONS == 0) {
      System.gc();
      heapMb = heapAfterCollection() / MB;
    }
    Map<Column, Double> look = new EnumMap<>(Column.class);
    double seconds = seconds();
    long workedOff = lines.workedOff();
    Delays.Look batches = delays.look();
    ScratchDirectory.Contents kept = directory.contents();
    look.put(Column.SECONDS, seconds);
    look.put(Column.HEAP_MB, heapMb);
    look.put(Column.RSS_MB, (double) Machine.residentMb().orElse(0));
    look.put(Column.DELAY_P50_MS, batches.p50());
    look.put(Column.DELAY_MAX_MS, batches.most());
    look.put(Column.PROCESSING_P50_MS, batches.processingP50());
    look.put(Column.FILES, (double) kept.files());
    look.put(Column.FILES_MB, kept.bytes() / MB);
    look.put(Column.THREADS, (double) ManagementFactory.getThreadMXBean().getThreadCount());
    look.put(Column.RECORDS_PER_S, (workedOff - lastWorkedOff) / (seconds - lastSeconds));
    lastSeconds = seconds;
    lastWorkedOff = workedOff;
    return look;
  }

  private static long heapAfterCollection() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getCollectionUsage)
        .filter(Objects::nonNull)
        .mapToLong(MemoryUsage::getUsed)
        .sum();
  }
}
