package dev.sluice.spark;

import dev.sluice.rdd.Narrow;
import dev.sluice.rdd.Plan;
import dev.sluice.rdd.Shuffle;
import dev.sluice.rdd.Source;
import dev.sluice.rdd.StorageLevel;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;

/**
 * The datasets of Spark that stand for nodes of plans: one for each node as long as the node is in
 * use. Thread-safe: guarded by its monitor.
 */
final class PlanRdds {
  /** Fewer than the core lets wait. */
  private static final int LONGEST_LINEAGE = 8;

  private final SparkContext spark;
  private final EngineHandle engine;
  private final StateCopies copies;
  private final Map<Plan<?>, PlanRdd> byNode = new WeakHashMap<>();
  private final Map<Long, WeakReference<PlanRdd>> byId = new HashMap<>();

  /**
   * No datasets yet.
   *
   * @param copies how many copies there are at least where lineage ends
   */
  PlanRdds(SparkContext spark, EngineHandle engine, StateCopies copies) {
    this.spark = spark;
    this.engine = engine;
    this.copies = copies;
  }

  /** The dataset of a plan, with all below marked as the plan's nodes are. */
  synchronized PlanRdd of(Plan<?> plan) {
    Deque<Plan<?>> open = new ArrayDeque<>();
    open.push(plan);
    Set<Plan<?>> done = Collections.newSetFromMap(new IdentityHashMap<>());
    while (!open.isEmpty()) {
      Plan<?> node = open.peek();
      List<Plan<?>> parents = node.parents();
      List<Plan<?>> unseen = parents.stream().filter(parent -> !done.contains(parent)).toList();
      if (unseen.isEmpty()) {
        open.pop();
        if (done.add(node)) {
          mark(node, byNode.computeIfAbsent(node, this::make));
        }
      } else {
        unseen.forEach(open::push);
      }
    }
    return rdd(plan);
  }

  private PlanRdd rdd(Plan<?> node) {
    PlanRdd rdd = byNode.get(node);
    if (rdd == null) {
      throw new IllegalStateException("Cannot find the dataset of plan node " + node.id());
    }
    return rdd;
  }

  private PlanRdd make(Plan<?> node) {
    PlanRdd made;
    if (node instanceof Source<?> source) {
      made = new SourceRdd(spark, engine, source);
    } else if (node instanceof Shuffle<?, ?, ?> shuffle) {
      made = MergedRdd.of(engine, shuffle, rdd(shuffle.parent()));
    } else {
      Narrow<?> narrow = (Narrow<?>) node;
      List<RDD<Part>> parents = new ArrayList<>();
      narrow.parents().forEach(parent -> parents.add(rdd(parent)));
      made = new NarrowRdd(spark, engine, narrow, parents);
    }
    made.setLineage(
        Lineage.of(node.isTruncated(), node.parents().stream().map(this::rdd).toList()));
    byId.values().removeIf(reference -> reference.refersTo(null));
    byId.put(node.id(), new WeakReference<>(made));
    return made;
  }

  private void mark(Plan<?> node, PlanRdd rdd) {
    StorageLevel level = node.storageLevel();
    boolean isMarked = rdd.getStorageLevel().isValid();
    if (level.isKept() && !isMarked) {
      rdd.persist(node.isTruncated() ? ofTruncated(rdd, level) : Levels.of(level));
    } else if (!level.isKept() && isMarked) {
      rdd.unpersist(false);
    }
  }

  /**
   * Copies of states cost, so lineage ends only now and then: where it does there are several, and
   * nothing is dropped for want of memory; in between, what is lost is computed again. Where copies
   * were lost there is a new end as soon as they can be made.
   */
  private org.apache.spark.storage.StorageLevel ofTruncated(PlanRdd rdd, StorageLevel level) {
    int wanted = copies.wanted();
    Lineage lineage = rdd.lineage();
    boolean areLost = lineage.below().stream().anyMatch(copies::canHaveMoreThan);
    if (!lineage.isEnd() && lineage.length() < LONGEST_LINEAGE && !areLost) {
      return Levels.of(level);
    }
    lineage.end();
    StorageLevel withDisk = new StorageLevel(true, level.useMemory(), level.deserialized(), 1);
    return Levels.of(withDisk, Math.max(level.replication(), wanted));
  }

  /** Ends lineage at the nodes below a plan where it is to and enough copies are kept now. */
  synchronized void cut(Plan<?> plan) {
    Deque<Plan<?>> open = new ArrayDeque<>(List.of(plan));
    Set<Plan<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    while (!open.isEmpty()) {
      Plan<?> node = open.pop();
      if (seen.add(node)) {
        open.addAll(node.parents());
        PlanRdd rdd = rdd(node);
        if (rdd.lineage().isEnd() && !node.isCut() && copies.areEnough(rdd)) {
          node.cut();
          rdd.cut();
        }
      }
    }
  }

  synchronized void unpersist(long planId) {
    WeakReference<PlanRdd> reference = byId.get(planId);
    PlanRdd rdd = reference == null ? null : reference.get();
    if (rdd != null && rdd.getStorageLevel().isValid()) {
      rdd.unpersist(false);
    }
  }

  /** Drops everything that is kept. */
  synchronized void close() {
    List.copyOf(byId.keySet()).forEach(this::unpersist);
  }
}
