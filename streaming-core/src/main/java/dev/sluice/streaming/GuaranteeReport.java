package dev.sluice.streaming;

import dev.sluice.dstream.DStreamGraph;
import dev.sluice.dstream.GraphInput;
import dev.sluice.engine.EngineTraits;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.receiver.ReliableReceiver;
import dev.sluice.streaming.Guarantees.Promise;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what the program promises of each input and output. */
final class GuaranteeReport {
  private GuaranteeReport() {}

  /**
   * The report.
   *
   * @param place where state and progress are kept; null for nowhere
   * @param conf whether received data is logged there, and when it is acknowledged
   */
  static Guarantees of(
      DStreamGraph graph,
      EngineTraits engine,
      @Nullable CheckpointPlace place,
      StreamingConf conf) {
    List<Promise> inputs = new ArrayList<>();
    for (GraphInput input : graph.inputs()) {
      inputs.add(new Promise(input.name(), promise(input, engine, conf, place != null)));
    }
    return new Guarantees(
        place == null ? "in memory, lost with the driver" : "kept in " + place,
        inputs,
        graph.outputPromises().stream()
            .map(output -> new Promise(output.output(), output.promise()))
            .toList());
  }

  private static String promise(
      GraphInput input, EngineTraits engine, StreamingConf conf, boolean isKept) {
    if (input instanceof GraphInput.OfSource withSource) {
      return withSource.source().guarantee().description();
    }
    GraphInput.OfReceiver withReceiver = (GraphInput.OfReceiver) input;
    return withReceiver
            .guarantee()
            .ofReceiver(
                conf.get(ReceiverKeys.ACK_AFTER), conf.get(CheckpointKeys.WRITE_AHEAD_LOG), isKept)
        + condition(withReceiver.receiver())
        + "; "
        + keeping(withReceiver.receiver().storageLevel(), engine);
  }

  private static String condition(Receiver<?> receiver) {
    return receiver instanceof ReliableReceiver<?, ?> reliable
        ? reliable
            .reliableFor()
            .map(which -> ", only for " + which + "; others are as of an unreliable receiver")
            .orElse("")
        : "";
  }

  private static String keeping(StorageLevel level, EngineTraits engine) {
    String place = level.useMemory() ? "in memory" : "on disk";
    if (level.useMemory() && level.useDisk()) {
      place += ", on disk when memory is short";
    }
    int made = Math.min(level.replication(), engine.replicas());
    String copies =
        made == level.replication()
            ? "copies: " + made
            : "copies: " + made + " of the " + level.replication() + " asked for";
    return "kept " + place + ", " + copies;
  }
}
