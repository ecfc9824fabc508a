package dev.sluice.benchmarks.ui;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What each thread of this process has taken of the processors by now, those of the JVM itself too.
 * Linux tells. Immutable.
 *
 * @param processNanos all, of threads that have ended too
 * @param threads by the number of the thread
 */
record CpuTime(long processNanos, Map<String, OfThread> threads) {
  private static final Path TASKS = Path.of("/proc/self/task");

  CpuTime {
    threads = Map.copyOf(threads);
  }

  /** One thread. Immutable. */
  record OfThread(Part part, long nanos) {
    static OfThread read(Path task) throws IOException {
      String name = Files.readString(task.resolve("comm")).strip();
      String ran = Files.readString(task.resolve("schedstat")).split(" ", 2)[0];
      return new OfThread(Part.of(name), Long.parseLong(ran));
    }
  }

  static CpuTime now() throws IOException {
    Map<String, OfThread> threads = new HashMap<>();
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        try {
          threads.put(task.getFileName().toString(), OfThread.read(task));
        } catch (NoSuchFileException ended) {
          threads.remove(task.getFileName().toString());
        }
      }
    }
    long process =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    return new CpuTime(process, threads);
  }

  /** What was taken since; what cannot be told of a thread that has ended is the program's. */
  Map<Part, Long> since(CpuTime before) {
    Map<Part, Long> taken = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      taken.put(part, 0L);
    }
    long known = 0;
    for (Map.Entry<String, OfThread> entry : threads.entrySet()) {
      OfThread thread = entry.getValue();
      OfThread earlier = before.threads.get(entry.getKey());
      long nanos = thread.nanos() - (earlier == null ? 0 : earlier.nanos());
      if (thread.part() != Part.PROGRAM) {
        taken.merge(thread.part(), nanos, Long::sum);
        known += nanos;
      }
    }
    taken.put(Part.PROGRAM, processNanos - before.processNanos - known);
    return taken;
  }
}
