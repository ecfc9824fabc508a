package dev.sluice.hadoop.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells processes of one machine apart, and whether one of them is dead. Processes of other
 * machines, of earlier starts of this one and of other containers are never known as dead.
 */
final class ThisProcess {
  /** The machine's start, the namespace of process ids, the process id and its start. */
  static final String ID = space() + " " + process(ProcessHandle.current());

  private ThisProcess() {}

  private static String space() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
          + " "
          + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | RuntimeException unknown) {
      return "unknown unknown";
    }
  }

  private static String process(ProcessHandle handle) {
    return handle.pid() + " " + handle.info().startInstant().map(Instant::toString).orElse("");
  }

  /** Whether the process with that id ran here and is gone. */
  static boolean knowsAsDead(String id) {
    String begin = space() + " ";
    if (begin.startsWith("unknown") || !id.startsWith(begin)) {
      return false;
    }
    String process = id.substring(begin.length());
    String pid = process.substring(0, Math.max(process.indexOf(' '), 0));
    if (!pid.matches("\\d{1,18}")) {
      return false;
    }
    Optional<ProcessHandle> running =
        ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive);
    return running.map(handle -> !process(handle).equals(process)).orElse(true);
  }
}
