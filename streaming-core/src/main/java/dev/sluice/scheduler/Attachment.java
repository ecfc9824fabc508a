package dev.sluice.scheduler;

import dev.sluice.dstream.DStreamGraph;
import dev.sluice.dstream.GraphInput;
import dev.sluice.dstream.KeyedState;
import dev.sluice.ledger.Checkpoint;
import dev.sluice.ledger.Checkpoint.StateFiles;
import dev.sluice.ledger.Ledger;
import dev.sluice.ledger.LedgerEvent.StreamAdded;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of a checkpoint directory attaches to a program, by ids. Immutable.
 *
 * @param states the states that are found
 * @param misfits the states under whose id there is that of another kind of operator
 * @param newStates the states that begin empty
 * @param orphanedStates the states that no operator has, by id
 * @param inputs the input streams that are found
 * @param newInputs the input streams that begin now
 * @param orphanedStreams the input streams that the program has no more
 */
public record Attachment(
    Map<KeyedState, StateFiles> states,
    Map<KeyedState, StateFiles> misfits,
    List<KeyedState> newStates,
    Map<String, StateFiles> orphanedStates,
    List<GraphInput> inputs,
    List<GraphInput> newInputs,
    List<StreamAdded> orphanedStreams) {
  /** Keeps the order of the program. */
  public Attachment {
    states = Collections.unmodifiableMap(states);
    misfits = Collections.unmodifiableMap(misfits);
    newStates = List.copyOf(newStates);
    orphanedStates = Collections.unmodifiableMap(orphanedStates);
    inputs = List.copyOf(inputs);
    newInputs = List.copyOf(newInputs);
    orphanedStreams = List.copyOf(orphanedStreams);
  }

  /**
   * Compares, and gives the graph's inputs their numbers.
   *
   * @param graph is not started
   * @param ledger what the checkpoint and the events after it come to
   * @throws IllegalArgumentException if two inputs or states of the graph have the same name
   */
  public static Attachment of(DStreamGraph graph, Checkpoint checkpoint, Ledger ledger) {
    graph.attachStreams(ledger.streams());
    Map<KeyedState, StateFiles> states = new LinkedHashMap<>();
    Map<KeyedState, StateFiles> misfits = new LinkedHashMap<>();
    List<KeyedState> newStates = new ArrayList<>();
    Map<String, StateFiles> unused = new TreeMap<>(checkpoint.states());
    for (KeyedState state : graph.states()) {
      StateFiles files = unused.remove(state.id());
      if (files == null) {
        newStates.add(state);
      } else {
        place(state, files, states, newStates, misfits);
      }
    }
    List<GraphInput> inputs = new ArrayList<>();
    List<GraphInput> newInputs = new ArrayList<>();
    Map<String, StreamAdded> gone = new LinkedHashMap<>();
    ledger.streams().forEach(stream -> gone.put(stream.name(), stream));
    for (GraphInput input : graph.inputs()) {
      (gone.remove(input.key()) == null ? newInputs : inputs).add(input);
    }
    return new Attachment(
        states, misfits, newStates, unused, inputs, newInputs, List.copyOf(gone.values()));
  }

  /** A state that is made again of inputs need not be found. */
  private static void place(
      KeyedState state,
      StateFiles files,
      Map<KeyedState, StateFiles> found,
      List<KeyedState> fresh,
      Map<KeyedState, StateFiles> misfits) {
    if (state.kind().equals(files.kind())) {
      found.put(state, files);
    } else if (state.isMadeAgain() && firstWord(state.kind()).equals(firstWord(files.kind()))) {
      fresh.add(state);
    } else {
      misfits.put(state, files);
    }
  }

  private static String firstWord(String text) {
    return text.substring(0, (text + " ").indexOf(' '));
  }

  /** What is wrong with a misfit. */
  public static String misfit(KeyedState state, StateFiles files) {
    return "found the state of %s, expected that of %s".formatted(files.kind(), state.kind());
  }

  /**
   * Checks that there are no misfits.
   *
   * @throws IllegalStateException otherwise
   */
  void requireFit() {
    misfits.forEach(
        (state, files) -> {
          throw new IllegalStateException(
              "Cannot attach the state \"%s\" to %s: %s; give the operator another name to begin without it"
                  .formatted(state.id(), state.describe(), misfit(state, files)));
        });
  }

  /**
   * The origin of the grid of batch times on which the program goes on.
   *
   * @throws IllegalStateException if the batch interval or a slide has changed and the states that
   *     are found are of different times
   */
  public Time origin(DStreamGraph graph, Checkpoint checkpoint) {
    List<Map.Entry<Time, Duration>> times = new ArrayList<>();
    states.forEach(
        (state, files) -> {
          if (!files.orphaned()) {
            times.add(Map.entry(files.time(), state.slide()));
          }
        });
    return Resumption.origin(checkpoint, graph.batchInterval(), graph.slideUnit(), times);
  }
}
