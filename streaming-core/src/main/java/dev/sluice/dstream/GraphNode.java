package dev.sluice.dstream;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A node of a program's graph, as people look at it. Immutable.
 *
 * @param id tells it from the others; the same for as long as the program runs
 * @param role what kind of node it is
 * @param kind the operation, such as {@code map} or {@code Socket stream [0]}
 * @param name what the program calls it, if it does
 * @param place where the program made it, such as {@code WordCount.java:20}; empty if unknown
 * @param slide how often it has a dataset
 * @param storageLevel where its datasets are kept; {@link StorageLevel#NONE} if they are not
 * @param parents the ids of the nodes that it reads, in order
 * @param streamId of an input: the number of the stream
 * @param output of an output: its number in the order of definition
 * @param stateKeys of a state: about how many keys there are; empty until that is known
 * @param counted how many records it had in one of the latest batches, where that was counted
 * @param stateId of a state that outlives the process: what it is found by when the program starts
 *     again
 */
public record GraphNode(
    String id,
    Role role,
    String kind,
    Optional<String> name,
    String place,
    Duration slide,
    StorageLevel storageLevel,
    List<String> parents,
    OptionalInt streamId,
    OptionalInt output,
    OptionalLong stateKeys,
    Optional<Counted> counted,
    Optional<String> stateId) {

  /** Copies the list. */
  public GraphNode {
    parents = List.copyOf(parents);
  }

  /**
   * How many records a node had in a batch. Immutable.
   *
   * @param batch the batch
   * @param records those of all partitions
   */
  public record Counted(Time batch, long records) {}

  /** What kind of node it is. */
  public enum Role {
    /** Records come in. */
    INPUT,
    /** A dataset is made of others of the same time. */
    OPERATOR,
    /** A dataset is made of those of a window. */
    WINDOW,
    /** State goes on from batch to batch. */
    STATE,
    /** A function has effects. */
    OUTPUT
  }
}
