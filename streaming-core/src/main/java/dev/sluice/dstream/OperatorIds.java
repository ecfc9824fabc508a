package dev.sluice.dstream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What inputs, windows, states and outputs are found by when the program starts again: the user's
 * name, else the kind and the nearest of those above, such as {@code mapWithState(window(lines))}.
 * Other operators have no id and no influence. Guarded by the graph's monitor.
 */
final class OperatorIds {
  static final OperatorIds NONE = new OperatorIds(new GraphInputs(false));

  private final UniqueIds taken = new UniqueIds();
  private final Map<Operator<?>, String> ids;
  private final List<String> outputs = new ArrayList<>();

  private OperatorIds(GraphInputs inputs) {
    ids = new HashMap<>(inputs.keys(taken));
  }

  /**
   * The ids of a program.
   *
   * @throws IllegalArgumentException if two inputs or states, or two outputs, bear the same name
   */
  static OperatorIds of(GraphInputs inputs, Operators needed, List<Output<?>> outputs) {
    OperatorIds ids = new OperatorIds(inputs);
    List<Operator<?>> anchors =
        needed.inOrderOfDefinition().stream().filter(Operator::isAnchor).toList();
    anchors.forEach(ids::reserveNameOfState);
    anchors.forEach(ids::derive);
    UniqueIds takenByOutputs = new UniqueIds();
    for (Output<?> output : outputs) {
      output.name().ifPresent(name -> takenByOutputs.reserve(name, output.description()));
    }
    for (Output<?> output : outputs) {
      ids.outputs.add(output.name().orElseGet(() -> ids.derive(output, takenByOutputs)));
    }
    ids.deriveGuarded(needed.guarded());
    return ids;
  }

  /** Ids by which failed records are told apart: last, as others are not named after them. */
  private void deriveGuarded(List<GuardedOperator<?, ?>> guarded) {
    UniqueIds takenByGuarded = new UniqueIds();
    for (GuardedOperator<?, ?> operator : guarded) {
      String id = operator.name().orElseGet(() -> operator.kind() + path(operator.parents()));
      ids.put(operator, takenByGuarded.derive(id, operator.place()));
    }
  }

  private void reserveNameOfState(Operator<?> operator) {
    if (operator.hasState() && operator.name().isPresent()) {
      String name = operator.name().get();
      taken.reserve(name, operator.place());
      ids.put(operator, name);
    }
  }

  private void derive(Operator<?> operator) {
    if (!ids.containsKey(operator)) {
      String id = operator.name().orElseGet(() -> operator.kind() + path(operator.parents()));
      ids.put(operator, taken.derive(id, operator.place()));
    }
  }

  private String derive(Output<?> output, UniqueIds takenByOutputs) {
    String id = output.kind() + path(List.of(output.operator()));
    return takenByOutputs.derive(id, output.description());
  }

  /** The ids of the nearest operators that have one, each once, sorted. */
  private String path(List<? extends Operator<?>> from) {
    Set<String> nearest = new TreeSet<>();
    collect(from, nearest, new HashSet<>());
    return "(" + String.join(", ", nearest) + ")";
  }

  private void collect(
      List<? extends Operator<?>> from, Set<String> nearest, Set<Operator<?>> seen) {
    for (Operator<?> operator : from) {
      String id = ids.get(operator);
      if (id != null) {
        nearest.add(id);
      } else if (seen.add(operator)) {
        collect(operator.parents(), nearest, seen);
      }
    }
  }

  /**
   * The id of an operator.
   *
   * @throws IllegalStateException if it has none
   */
  String of(Operator<?> operator) {
    String id = ids.get(operator);
    if (id == null) {
      throw new IllegalStateException(
          "Cannot identify "
              + operator.describe()
              + ": it has no id, expected an input, or a window, a state or an operator under an error policy that an output needs, in a"
              + " started context");
    }
    return id;
  }

  /** The id of an output operation, from 0 in the order of definition. */
  String ofOutput(int output) {
    return outputs.get(output);
  }
}
