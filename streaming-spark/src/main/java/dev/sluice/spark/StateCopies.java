package dev.sluice.spark;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.RDDBlockId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.SeqOps;
import scala.jdk.javaapi.CollectionConverters;

/**
 * How many copies the states have at which lineage ends, as the master of the block managers knows
 * it, and how many they are to have. Guarded by the monitor of {@link PlanRdds}.
 */
final class StateCopies {
  private static final Logger LOG = LoggerFactory.getLogger(StateCopies.class);

  /** So many ends in a row are tried when copies cannot be made although there are executors. */
  private static final int MOST_MISSED = 8;

  private final SparkContext spark;
  private final int most;
  private int wanted = 1;
  private final Set<PlanRdd> lacking = Collections.newSetFromMap(new WeakHashMap<>());

  /**
   * None yet.
   *
   * @param most how many copies are wanted if there are as many executors
   */
  StateCopies(SparkContext spark, int most) {
    this.spark = spark;
    this.most = most;
  }

  /** How many copies are wanted of a state: as many as there were executors for at some time. */
  int wanted() {
    if (wanted < most) {
      wanted = Math.max(wanted, Math.min(most, Executors.count(spark)));
    }
    return wanted;
  }

  /** Whether an end has fewer copies than a new one would have. */
  boolean canHaveMoreThan(PlanRdd end) {
    Lineage lineage = end.lineage();
    int expected = expected(end);
    if (expected == 1 || !lineage.isStored()) {
      return false;
    }
    int found = copies(end);
    watch(end, found);
    if (found == 0) {
      return false;
    }
    if (areAll(found, expected)) {
      lineage.forgive();
      return false;
    }
    return lineage.missed() < MOST_MISSED;
  }

  /**
   * Whether an end is kept well enough to let its parents go: it has all copies that there are
   * executors for, or those before it could not have them either.
   */
  boolean areEnough(PlanRdd end) {
    int found = end.getStorageLevel().isValid() ? copies(end) : 0;
    if (found == 0) {
      return false;
    }
    int expected = expected(end);
    boolean areAll = areAll(found, expected);
    end.lineage().stored(areAll);
    watch(end, found);
    boolean areEnough = areAll || end.lineage().missed() >= MOST_MISSED;
    LOG.debug(
        "Lineage {} at dataset {}: found {} copies of each partition, expected {}",
        areEnough ? "ends" : "does not end",
        end.id(),
        found,
        expected);
    return areEnough;
  }

  private int expected(PlanRdd end) {
    return most == 1 ? 1 : Math.max(wanted, end.getStorageLevel().replication());
  }

  /** Whether there are as many as expected, or as executors. */
  private boolean areAll(int found, int expected) {
    return found >= expected || found >= Executors.count(spark);
  }

  /** Of the partition that has the fewest. */
  private static int copies(PlanRdd end) {
    BlockId[] blocks = new BlockId[end.getNumPartitions()];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = new RDDBlockId(end.id(), i);
    }
    return CollectionConverters.asJava(SparkEnv.get().blockManager().master().getLocations(blocks))
        .stream()
        .mapToInt(SeqOps::size)
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  /**
   * Tells when states begin to lack copies, and when none of those that are kept does.
   *
   * @param end one that has been stored
   */
  private void watch(PlanRdd end, int found) {
    boolean lacked = !lacking.isEmpty();
    if (lacks(end, found)) {
      lacking.add(end);
    }
    lacking.removeIf(each -> !lacks(each, each == end ? found : copies(each)));
    if (!lacked && !lacking.isEmpty()) {
      LOG.warn(
          "Keyed state has too few copies: found {} (executors: {}), expected {}; if the last one is lost with its executor, the program may end, and goes on from its last checkpoint when it is started again",
          found,
          Executors.count(spark),
          expected(end));
    } else if (lacked && lacking.isEmpty()) {
      LOG.info("Keyed state has all its copies again: {}", expected(end));
    }
  }

  private boolean lacks(PlanRdd end, int found) {
    return end.getStorageLevel().isValid() && found < expected(end);
  }
}
