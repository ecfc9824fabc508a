package dev.sluice.dstream;

import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The outputs of a graph, the operators that they need, and the ids that all of these are found by.
 * Guarded by the graph's monitor.
 */
final class GraphOutputs {
  private final List<Output<?>> outputs = new ArrayList<>();
  private Operators operators = Operators.NONE;
  private OperatorIds ids = OperatorIds.NONE;

  void add(Output<?> output) {
    outputs.add(output);
  }

  /** What they promise, in the order of definition. */
  List<OutputPromise> promises() {
    return outputs.stream().map(Output::promise).toList();
  }

  /** What the outputs are found by, in the order of definition. */
  List<String> ids() {
    return IntStream.range(0, outputs.size()).mapToObj(ids::ofOutput).toList();
  }

  String idOf(Operator<?> operator) {
    return ids.of(operator);
  }

  /** The operators that were needed when it was resolved last. */
  Operators operators() {
    return operators;
  }

  /** Takes note of what the outputs need by now. */
  void resolve(GraphInputs inputs) {
    operators = Operators.neededBy(outputs);
    ids = OperatorIds.of(inputs, operators, outputs);
  }

  /**
   * Checks that the program can run.
   *
   * @throws IllegalArgumentException if it has no output, or a name is given twice, or a quarantine
   *     is that of two streams or is replayed from
   */
  void validate(GraphInputs inputs) {
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot start the context: found no output operation, expected at least one such as print() or foreachRDD()");
    }
    Operators needed = Operators.neededBy(outputs);
    Quarantines.require(needed.guarded(), inputs.list());
    var unused = OperatorIds.of(inputs, needed, outputs);
  }

  /** The least duration after which all streams that are needed have a dataset at once. */
  Duration slideUnit(Duration batchInterval) {
    return Operators.neededBy(outputs).slideUnit(batchInterval);
  }

  /** The nodes that are needed, parents first, then the outputs. */
  List<GraphNode> nodes(RecordCounting counting) {
    return GraphNodes.of(operators, outputs, counting);
  }

  /** The jobs of a batch, in the order of definition. */
  List<OutputJob> jobs(Time time) {
    List<OutputJob> jobs = new ArrayList<>();
    for (int output = 0; output < outputs.size(); output++) {
      outputs.get(output).job(time, output, ids.ofOutput(output)).ifPresent(jobs::add);
    }
    return jobs;
  }
}
