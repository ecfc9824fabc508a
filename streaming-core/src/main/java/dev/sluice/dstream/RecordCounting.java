package dev.sluice.dstream;

import dev.sluice.dstream.GraphNode.Counted;
import dev.sluice.rdd.PartitionCounts;
import dev.sluice.rdd.RDD;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts the records of every operator in some batches: of at most one in five seconds, and only
 * while somebody looks, as counting is not free. Guarded by the graph's monitor.
 */
final class RecordCounting {
  private static final Duration BETWEEN = Duration.ofSeconds(5);
  private static final long LOOKING_NANOS = Duration.ofSeconds(30).toNanos();

  private Batch counted = new Batch(new Time(0), Map.of());
  private Batch before = counted;
  private boolean everLooked;
  private long lookedNanos;
  private @Nullable Time last;

  /** The counts of one batch by operator. */
  private record Batch(Time time, Map<Operator<?>, PartitionCounts> counts) {
    /** Of how many operators all is counted. */
    long known() {
      return counts.values().stream().filter(each -> each.sum().isPresent()).count();
    }
  }

  /** The datasets of a batch have been made, and nothing is computed yet. */
  void begin(Time time, Operators operators) {
    boolean looking = everLooked && System.nanoTime() - lookedNanos < LOOKING_NANOS;
    if (!looking || (last != null && time.isBefore(last.plus(BETWEEN)))) {
      return;
    }
    last = time;
    Map<Operator<?>, PartitionCounts> counts = new HashMap<>();
    for (Operator<?> operator : operators.inOrderOfDefinition()) {
      RDD<?> dataset = operator.remembered().get(time);
      if (dataset != null && !operator.hasState()) {
        counts.put(operator, dataset.plan().counts());
      }
    }
    before = counted;
    counted = new Batch(time, counts);
  }

  /** Somebody looks. */
  void look() {
    everLooked = true;
    lookedNanos = System.nanoTime();
  }

  /**
   * The records of an operator in the newest batch of which as much is known as of the one before.
   */
  Optional<Counted> of(Operator<?> operator) {
    Batch batch = counted.known() >= before.known() ? counted : before;
    PartitionCounts counts = batch.counts().get(operator);
    OptionalLong records = counts == null ? OptionalLong.empty() : counts.sum();
    return records.isPresent()
        ? Optional.of(new Counted(batch.time(), records.getAsLong()))
        : Optional.empty();
  }
}
