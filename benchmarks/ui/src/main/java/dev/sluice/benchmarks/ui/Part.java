package dev.sluice.benchmarks.ui;

import java.util.List;

/** Whose processor time it is. */
enum Part {
  /** Threads of the page. */
  PAGE("sluice-ui"),
  /** The garbage collector, for all. */
  COLLECTOR("G1 ", "GC Thread"),
  /** The compilers of the JVM, for all: they come to an end. */
  COMPILER("C1 Compiler", "C2 Compiler"),
  /** All else: the program's threads, the listener's, and the rest of the JVM. */
  PROGRAM();

  private final List<String> threads;

  Part(String... threads) {
    this.threads = List.of(threads);
  }

  /** The part that a thread belongs to by the beginning of its name. */
  static Part of(String thread) {
    for (Part part : values()) {
      if (part.threads.stream().anyMatch(thread::startsWith)) {
        return part;
      }
    }
    return PROGRAM;
  }
}
