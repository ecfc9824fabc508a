package dev.sluice.rdd;

import java.io.Serializable;
import java.util.List;

/** Which partitions of its parents a partition of a {@link Narrow} node reads. Immutable. */
public sealed interface PartitionMap extends Serializable {
  /** The number of partitions of the node. */
  int partitions();

  /** What a partition reads, in order. */
  List<Input> inputs(int partition);

  /** A partition of one of the parents, both counted from 0. */
  record Input(int parent, int partition) implements Serializable {}

  /** Partition i reads partition i of each of the parents. */
  record OneToOne(int parents, int partitions) implements PartitionMap {
    @Override
    public List<Input> inputs(int partition) {
      if (parents == 1) {
        return List.of(new Input(0, partition));
      }
      Input[] inputs = new Input[parents];
      for (int parent = 0; parent < parents; parent++) {
        inputs[parent] = new Input(parent, partition);
      }
      return List.of(inputs);
    }
  }

  /** Each partition reads the inputs listed for it: unions, coalesced and crossed partitions. */
  record Listed(List<List<Input>> partitionInputs) implements PartitionMap {
    /** Copies the lists. */
    public Listed {
      partitionInputs = partitionInputs.stream().map(List::copyOf).toList();
    }

    @Override
    public int partitions() {
      return partitionInputs.size();
    }

    @Override
    public List<Input> inputs(int partition) {
      return partitionInputs.get(partition);
    }
  }
}
