package dev.sluice.spark;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * How much would have to be computed for a dataset if nothing were kept, and what became of it if
 * its lineage ends with it. Guarded by the monitor of {@link PlanRdds}.
 */
final class Lineage {
  private int length;
  private Set<PlanRdd> below;
  private boolean end;
  private boolean stored;
  private int missed;

  private Lineage(int length, Set<PlanRdd> below) {
    this.length = length;
    this.below = below;
  }

  /** That of a dataset of parents. */
  static Lineage of(boolean isTruncated, Collection<PlanRdd> parents) {
    int longest = parents.stream().mapToInt(parent -> parent.lineage().length).max().orElse(0);
    Set<PlanRdd> below = Collections.newSetFromMap(new IdentityHashMap<>());
    for (PlanRdd parent : parents) {
      Lineage of = parent.lineage();
      below.addAll(of.end ? Set.of(parent) : of.below);
    }
    return new Lineage(isTruncated ? longest + 1 : longest, below);
  }

  /** How many truncated nodes would have to be computed. */
  int length() {
    return length;
  }

  /** The nearest datasets below at which lineage ends; none of an end itself. */
  Set<PlanRdd> below() {
    return below;
  }

  /** Whether it is to end here as soon as all partitions are kept. */
  boolean isEnd() {
    return end;
  }

  void end() {
    missed = below.stream().mapToInt(parent -> parent.lineage().missed).max().orElse(0);
    below = Set.of();
    length = 0;
    end = true;
  }

  /** Whether a job has kept all partitions of this end. */
  boolean isStored() {
    return stored;
  }

  /** A job has kept all partitions of this end. */
  void stored(boolean withEnoughCopies) {
    if (withEnoughCopies) {
      missed = 0;
    } else if (!stored) {
      missed++;
    }
    stored = true;
  }

  /** How many ends in a row, this one the last, had fewer copies than there could have been. */
  int missed() {
    return missed;
  }

  /** Nothing is missed now: from here on it is as if nothing had been. */
  void forgive() {
    missed = 0;
  }
}
