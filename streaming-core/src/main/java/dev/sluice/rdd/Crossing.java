package dev.sluice.rdd;

import dev.sluice.function.Tuple2;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Pairs every record with every other. */
final class Crossing {
  private Crossing() {}

  /** One partition for each pair of partitions; it holds the right one in memory. */
  static <T, U> Plan<Tuple2<T, U>> plan(Plan<T> left, Plan<U> right) {
    List<List<PartitionMap.Input>> inputs = new ArrayList<>();
    for (int i = 0; i < left.partitions(); i++) {
      for (int j = 0; j < right.partitions(); j++) {
        inputs.add(List.of(new PartitionMap.Input(0, i), new PartitionMap.Input(1, j)));
      }
    }
    EmptyPreserving<Tuple2<T, U>> cross =
        (task, parents) -> {
          List<U> held = new ArrayList<>();
          Plans.<U>records(parents, 1).forEach(held::add);
          return new Pairs<T, U>(Plans.iterator(parents, 0), held);
        };
    return new Narrow<>(
        List.of(left, right), new PartitionMap.Listed(inputs), new Step.Partitions<>(cross), null);
  }

  /** Each of the left records with all of the right. Confined to the task's thread. */
  private static final class Pairs<T, U> implements Iterator<Tuple2<T, U>> {
    private final Iterator<T> lefts;
    private final List<U> rights;
    private Iterator<Tuple2<T, U>> pairs = List.<Tuple2<T, U>>of().iterator();

    Pairs(Iterator<T> lefts, List<U> rights) {
      this.lefts = lefts;
      this.rights = rights;
    }

    @Override
    public boolean hasNext() {
      while (!pairs.hasNext() && lefts.hasNext()) {
        T left = lefts.next();
        pairs = new MappedIterator<>(rights.iterator(), right -> new Tuple2<>(left, right));
      }
      return pairs.hasNext();
    }

    @Override
    public Tuple2<T, U> next() {
      if (!hasNext()) {
        throw new NoSuchElementException("Cannot pair records: there are no more");
      }
      return pairs.next();
    }
  }
}
