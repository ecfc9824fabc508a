package dev.sluice.ui.api;

import dev.sluice.dstream.GraphNode;
import dev.sluice.dstream.GraphNode.Role;
import dev.sluice.monitor.DriverSnapshot;
import dev.sluice.ui.history.Watched;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** An input stream. Immutable. */
record StreamJson(int id, String name, boolean hasReceiver) {
  /** The inputs that outputs need. */
  static List<StreamJson> of(DriverSnapshot snapshot) {
    Set<Integer> received =
        snapshot.receivers().stream()
            .map(receiver -> receiver.info().streamId())
            .collect(Collectors.toSet());
    Map<Integer, String> names = Watched.names(inputs(snapshot.nodes()));
    return names.entrySet().stream()
        .map(
            input ->
                new StreamJson(input.getKey(), input.getValue(), received.contains(input.getKey())))
        .toList();
  }

  private static List<GraphNode> inputs(List<GraphNode> nodes) {
    return nodes.stream().filter(node -> node.role() == Role.INPUT).toList();
  }
}
