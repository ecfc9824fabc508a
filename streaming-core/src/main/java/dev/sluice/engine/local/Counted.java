package dev.sluice.engine.local;

import dev.sluice.function.VoidFunction;

/** Counts records as they are pushed. Confined to the task's thread. */
final class Counted implements VoidFunction<Object> {
  private static final long serialVersionUID = 1L;

  private final VoidFunction<Object> next;
  private long records;

  /** Hands records on. */
  Counted(VoidFunction<Object> next) {
    this.next = next;
  }

  @Override
  public void call(Object record) throws Exception {
    records++;
    next.call(record);
  }

  long records() {
    return records;
  }
}
