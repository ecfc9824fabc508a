package dev.sluice.benchmarks.harness;

import java.util.Locale;

/** How records reach a contestant. */
public enum Ingest {
  /** Record by record, from one thread. */
  ONE,
  /** Many records a call. */
  BULK,
  /** Pulled by the engine, without a receiver. */
  DIRECT,
  /** Lines from a socket that another process writes to. */
  TCP;

  static Ingest of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** The name in arguments and results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
