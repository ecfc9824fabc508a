package dev.sluice.engine.local;

import dev.sluice.rdd.Narrow;
import dev.sluice.rdd.PartitionMap;
import dev.sluice.rdd.Plan;
import dev.sluice.rdd.Shuffle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Finds the shuffles that a job needs and that are not there. Walks without recursion, so a plan
 * may be as deep as it likes. Thread-safe: it keeps nothing.
 */
final class Lineage {
  private final ShuffleStore shuffles;
  private final KeptPartitions kept;

  Lineage(ShuffleStore shuffles, KeptPartitions kept) {
    this.shuffles = shuffles;
    this.kept = kept;
  }

  /** The missing shuffles below some partitions of a plan for which nothing else is missing. */
  List<Shuffle<?, ?, ?>> ready(Plan<?> plan, List<Integer> partitions) {
    BitSet wanted = new BitSet();
    partitions.forEach(wanted::set);
    Deque<Shuffle<?, ?, ?>> open = new ArrayDeque<>(missing(plan, wanted));
    if (open.isEmpty()) {
      return List.of();
    }
    List<Shuffle<?, ?, ?>> ready = new ArrayList<>();
    Set<Shuffle<?, ?, ?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    while (!open.isEmpty()) {
      Shuffle<?, ?, ?> shuffle = open.poll();
      if (seen.add(shuffle)) {
        Set<Shuffle<?, ?, ?>> below = missing(shuffle.parent(), all(shuffle.parent()));
        open.addAll(below);
        if (below.isEmpty()) {
          ready.add(shuffle);
        }
      }
    }
    return ready;
  }

  private static BitSet all(Plan<?> plan) {
    BitSet all = new BitSet();
    all.set(0, plan.partitions());
    return all;
  }

  /** The missing shuffles that partitions read without another shuffle between. */
  private Set<Shuffle<?, ?, ?>> missing(Plan<?> plan, BitSet wanted) {
    Set<Shuffle<?, ?, ?>> missing = Collections.newSetFromMap(new IdentityHashMap<>());
    IdentityHashMap<Plan<?>, BitSet> seen = new IdentityHashMap<>();
    Deque<Visit> open = new ArrayDeque<>();
    open.add(new Visit(plan, wanted));
    while (!open.isEmpty()) {
      Visit visit = open.poll();
      BitSet known = seen.computeIfAbsent(visit.plan, key -> new BitSet());
      visit.partitions.andNot(known);
      known.or(visit.partitions);
      List<Plan<?>> parents = visit.plan.parents();
      boolean cut = visit.plan.isCut();
      kept.removeKept(visit.plan, visit.partitions);
      if (visit.partitions.isEmpty()) {
        continue;
      }
      if (cut) {
        throw new IllegalStateException(
            "Cannot read a truncated dataset: found partitions "
                + visit.partitions
                + " no longer kept, expected all");
      }
      if (visit.plan instanceof Shuffle<?, ?, ?> shuffle) {
        if (!shuffles.isComplete(shuffle)) {
          missing.add(shuffle);
        }
      } else if (visit.plan instanceof Narrow<?> narrow) {
        visitParents(narrow, parents, visit.partitions, open);
      }
    }
    return missing;
  }

  private static void visitParents(
      Narrow<?> narrow, List<Plan<?>> parents, BitSet partitions, Deque<Visit> open) {
    BitSet[] wanted = new BitSet[parents.size()];
    for (int i = partitions.nextSetBit(0); i >= 0; i = partitions.nextSetBit(i + 1)) {
      for (PartitionMap.Input input : narrow.partitionMap().inputs(i)) {
        if (wanted[input.parent()] == null) {
          wanted[input.parent()] = new BitSet();
        }
        wanted[input.parent()].set(input.partition());
      }
    }
    for (int parent = 0; parent < wanted.length; parent++) {
      if (wanted[parent] != null) {
        open.add(new Visit(parents.get(parent), wanted[parent]));
      }
    }
  }

  /** Partitions of a plan still to be looked at; the set is its own. */
  private record Visit(Plan<?> plan, BitSet partitions) {}
}
