package dev.sluice.benchmarks.harness;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What the operating system says of this process. */
public final class Machine {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";
  private static final String RESIDENT = "VmRSS:";
  private static final long EPOCH_OFFSET =
      System.currentTimeMillis() * 1_000_000L - System.nanoTime();

  private Machine() {}

  /** A {@link System#nanoTime} as nanoseconds since the epoch; always by the same offset. */
  static long epochNanos(long nanoTime) {
    return nanoTime + EPOCH_OFFSET;
  }

  /** The CPU time of all threads so far, those of the JVM included. */
  public static double cpuSeconds() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }

  /**
   * The CPU time of the threads that live now, so far, without the compiler's and the collector's.
   */
  public static double threadCpuSeconds() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getAllThreadIds())
            .map(threads::getThreadCpuTime)
            .filter(nanos -> nanos > 0)
            .sum()
        / 1e9;
  }

  /** The most memory that was resident so far, in 10^6 bytes; empty but on Linux. */
  static OptionalLong peakResidentMb() {
    return memoryMb(PEAK);
  }

  /** The memory that is resident now, in 10^6 bytes; empty but on Linux. */
  public static OptionalLong residentMb() {
    return memoryMb(RESIDENT);
  }

  private static OptionalLong memoryMb(String what) {
    if (!Files.exists(STATUS)) {
      return OptionalLong.empty();
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(what))
          .mapToLong(line -> Math.round(Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the memory from " + STATUS, e);
    }
  }
}
