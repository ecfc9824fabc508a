package dev.sluice.rdd;

/** What becomes of a directory that is there already when a dataset is saved. */
public enum SaveMode {
  /** It stays, and saving fails. */
  CREATE,
  /** It is replaced once the new one is complete. */
  REPLACE
}
