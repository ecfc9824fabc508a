package dev.sluice.rdd;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The records of a plan, one job for each partition. Confined to the caller's thread. */
final class PartitionsIterator<T> implements Iterator<T> {
  private final PlanRunner runner;
  private final Plan<T> plan;
  private int next;
  private Iterator<T> records = Collections.emptyIterator();

  PartitionsIterator(PlanRunner runner, Plan<T> plan) {
    this.runner = runner;
    this.plan = plan;
  }

  @Override
  public boolean hasNext() {
    while (!records.hasNext() && next < plan.partitions()) {
      records = runner.run(plan, List.of(next++), Collecting.<T>all()).get(0).iterator();
    }
    return records.hasNext();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("Cannot read a record: the dataset has no more");
    }
    return records.next();
  }
}
