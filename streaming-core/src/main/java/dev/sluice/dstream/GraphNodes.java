package dev.sluice.dstream;

import dev.sluice.dstream.GraphNode.Role;
import dev.sluice.rdd.StorageLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Describes a graph to people. Guarded by the graph's monitor. */
final class GraphNodes {
  private GraphNodes() {}

  /** The nodes that outputs need, parents first, then the outputs. */
  static List<GraphNode> of(Operators operators, List<Output<?>> outputs, RecordCounting counting) {
    counting.look();
    List<GraphNode> nodes = new ArrayList<>();
    operators.inOrderOfDefinition().forEach(operator -> nodes.add(node(operator, counting)));
    for (int output = 0; output < outputs.size(); output++) {
      nodes.add(node(outputs.get(output), output));
    }
    return List.copyOf(nodes);
  }

  private static GraphNode node(Operator<?> operator, RecordCounting counting) {
    Optional<KeyedStateOperator<?, ?, ?>> state = state(operator);
    return new GraphNode(
        id(operator),
        role(operator),
        operator.kind(),
        operator.name(),
        place(operator.place(), operator.kind()),
        operator.slide(),
        operator.storageLevel(),
        operator.parents().stream().map(GraphNodes::id).toList(),
        operator instanceof InputOperator<?> input
            ? OptionalInt.of(input.streamId())
            : OptionalInt.empty(),
        OptionalInt.empty(),
        state.map(KeyedStateOperator::stateKeys).orElseGet(OptionalLong::empty),
        counting.of(operator),
        state.filter(KeyedStateOperator::isStored).map(Operator::id));
  }

  private static GraphNode node(Output<?> output, int number) {
    return new GraphNode(
        "p" + number,
        Role.OUTPUT,
        output.kind(),
        output.name(),
        place(output.description(), output.kind()),
        output.operator().slide(),
        StorageLevel.NONE,
        List.of(id(output.operator())),
        OptionalInt.empty(),
        OptionalInt.of(number),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<KeyedStateOperator<?, ?, ?>> state(Operator<?> operator) {
    return operator instanceof KeyedStateOperator<?, ?, ?> keyed
        ? Optional.of(keyed)
        : Optional.empty();
  }

  /** An operator's number in the order of definition is its own. */
  static String id(Operator<?> operator) {
    return "o" + operator.definition();
  }

  private static Role role(Operator<?> operator) {
    if (operator instanceof InputOperator<?>) {
      return Role.INPUT;
    }
    if (operator instanceof WindowOperator<?> || operator instanceof InverseWindowOperator<?, ?>) {
      return Role.WINDOW;
    }
    return operator.hasState() ? Role.STATE : Role.OPERATOR;
  }

  /** The place in {@code kind at place}; empty if it is only the kind. */
  private static String place(String description, String kind) {
    String prefix = kind + " at ";
    return description.startsWith(prefix) ? description.substring(prefix.length()) : "";
  }
}
