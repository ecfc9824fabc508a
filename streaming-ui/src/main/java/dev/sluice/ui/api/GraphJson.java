package dev.sluice.ui.api;

import dev.sluice.dstream.GraphNode;
import dev.sluice.dstream.GraphNode.Counted;
import dev.sluice.ui.history.Batch;
import dev.sluice.ui.history.Texts;
import dev.sluice.ui.history.Watched;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The program as a picture. Immutable. */
public record GraphJson(@Nullable Long batchTimeMs, List<NodeJson> nodes, List<EdgeJson> edges) {

  record NodeJson(
      String id,
      String role,
      String kind,
      @Nullable String name,
      String place,
      long slideMs,
      @Nullable String storage,
      @Nullable Integer streamId,
      @Nullable Integer outputId,
      @Nullable Long stateKeys,
      @Nullable Long records,
      @Nullable Long recordsBatchTimeMs) {}

  record EdgeJson(String from, String to) {}

  /** The graph now; inputs with the records of the newest batch that ended. */
  public static GraphJson of(Watched program) {
    Optional<Batch> newest = program.history().lastEnded();
    List<NodeJson> nodes = new ArrayList<>();
    List<EdgeJson> edges = new ArrayList<>();
    for (GraphNode node : program.nodes()) {
      nodes.add(node(node, counted(node, newest)));
      node.parents().forEach(parent -> edges.add(new EdgeJson(parent, node.id())));
    }
    return new GraphJson(Values.time(newest.map(Batch::time)), nodes, edges);
  }

  /** What an input gave to a batch is known always, other records now and then. */
  private static Optional<Counted> counted(GraphNode node, Optional<Batch> newest) {
    if (node.streamId().isEmpty()) {
      return node.counted();
    }
    int stream = node.streamId().getAsInt();
    return newest.flatMap(
        batch ->
            Optional.ofNullable(batch.info().inputs().get(stream))
                .map(input -> new Counted(batch.time(), input.numRecords())));
  }

  private static NodeJson node(GraphNode node, Optional<Counted> counted) {
    return new NodeJson(
        node.id(),
        node.role().name(),
        Texts.name(node.kind()),
        node.name().map(Texts::name).orElse(null),
        Texts.name(node.place()),
        node.slide().toMillis(),
        node.storageLevel().isKept() ? node.storageLevel().toString() : null,
        Values.orNull(node.streamId()),
        Values.orNull(node.output()),
        Values.orNull(node.stateKeys()),
        counted.map(Counted::records).orElse(null),
        Values.time(counted.map(Counted::batch)));
  }
}
