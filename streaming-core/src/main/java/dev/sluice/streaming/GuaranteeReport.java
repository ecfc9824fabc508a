package dev.sluice.streaming;

import dev.sluice.dstream.DStreamGraph;
import dev.sluice.dstream.GraphInput;
import dev.sluice.engine.EngineTraits;
import dev.sluice.rdd.StorageLevel;
import java.util.List;

/** Says what the program promises, a line for each input and output. */
final class GuaranteeReport {
  private GuaranteeReport() {}

  static String of(DStreamGraph graph, EngineTraits engine) {
    StringBuilder text = new StringBuilder();
    for (GraphInput input : graph.inputs()) {
      text.append(System.lineSeparator()).append("  input ").append(input.name()).append(": ");
      text.append(promise(input, engine));
    }
    List<String> outputs = graph.outputDescriptions();
    for (int output = 0; output < outputs.size(); output++) {
      text.append(System.lineSeparator()).append("  output ").append(output).append(' ');
      text.append(outputs.get(output)).append(": at least once");
    }
    return text.toString();
  }

  private static String promise(GraphInput input, EngineTraits engine) {
    if (input instanceof GraphInput.OfSource withSource) {
      return withSource.source().guarantee().description();
    }
    GraphInput.OfReceiver withReceiver = (GraphInput.OfReceiver) input;
    StorageLevel level = withReceiver.receiver().storageLevel();
    String promise = withReceiver.guarantee().description() + "; " + level.description();
    return level.replication() > engine.replicas()
        ? promise + ", of which this engine makes " + engine.replicas()
        : promise;
  }
}
