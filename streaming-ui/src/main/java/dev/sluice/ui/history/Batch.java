package dev.sluice.ui.history;

import dev.sluice.listener.BatchInfo;
import dev.sluice.listener.OutputOperationInfo;
import dev.sluice.listener.StreamInputInfo;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A batch as it is retained: long texts are cut. Immutable.
 *
 * @param info what is known of it
 * @param status how far it is
 * @param sequence of one that has ended: how many had ended by then
 */
public record Batch(BatchInfo info, Status status, long sequence) {

  static Batch of(BatchInfo info, Status status, long sequence) {
    return new Batch(bounded(info), status, sequence);
  }

  /** The same, with what is now known of one of its operations. */
  Batch with(OutputOperationInfo output) {
    Map<Integer, OutputOperationInfo> outputs = new TreeMap<>(info.outputs());
    outputs.put(output.id(), bounded(output));
    return new Batch(with(info, info.inputs(), outputs), status, sequence);
  }

  /** Its time. */
  public Time time() {
    return info.batchTime();
  }

  /** How long it waited; empty until it has begun. */
  public Optional<Duration> schedulingDelay() {
    return info.schedulingDelay();
  }

  /** How far one of its operations is. */
  public static Status status(OutputOperationInfo output) {
    if (output.failureReason().isPresent()) {
      return Status.FAILED;
    }
    if (output.end().isPresent()) {
      return Status.COMPLETED;
    }
    return output.start().isPresent() ? Status.ACTIVE : Status.QUEUED;
  }

  /** Whether an operation of it failed. */
  static boolean hasFailed(BatchInfo info) {
    return info.outputs().values().stream().anyMatch(each -> each.failureReason().isPresent());
  }

  private static BatchInfo bounded(BatchInfo info) {
    return isShort(info) ? info : cut(info);
  }

  private static boolean isShort(BatchInfo info) {
    for (StreamInputInfo input : info.inputs().values()) {
      if (!isShort(input)) {
        return false;
      }
    }
    for (OutputOperationInfo output : info.outputs().values()) {
      if (!isShort(output)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isShort(StreamInputInfo input) {
    for (Map.Entry<String, String> entry : input.metadata().entrySet()) {
      if (!Texts.isName(entry.getKey()) || !Texts.isName(entry.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isShort(OutputOperationInfo output) {
    return Texts.isName(output.name())
        && Texts.isName(output.description())
        && output.failureReason().isEmpty();
  }

  private static BatchInfo cut(BatchInfo info) {
    Map<Integer, StreamInputInfo> inputs = new TreeMap<>();
    info.inputs().forEach((id, input) -> inputs.put(id, bounded(input)));
    Map<Integer, OutputOperationInfo> outputs = new TreeMap<>();
    info.outputs().forEach((id, output) -> outputs.put(id, bounded(output)));
    return with(info, inputs, outputs);
  }

  private static BatchInfo with(
      BatchInfo info,
      Map<Integer, StreamInputInfo> inputs,
      Map<Integer, OutputOperationInfo> outputs) {
    return new BatchInfo(
        info.batchTime(),
        inputs,
        info.submissionTime(),
        info.processingStart(),
        info.processingEnd(),
        outputs);
  }

  private static StreamInputInfo bounded(StreamInputInfo input) {
    Map<String, String> metadata = new LinkedHashMap<>();
    input.metadata().forEach((what, value) -> metadata.put(Texts.name(what), Texts.name(value)));
    return new StreamInputInfo(input.streamId(), input.numRecords(), metadata);
  }

  private static OutputOperationInfo bounded(OutputOperationInfo output) {
    if (isShort(output)) {
      return output;
    }
    return new OutputOperationInfo(
        output.batchTime(),
        output.id(),
        Texts.name(output.name()),
        Texts.name(output.description()),
        output.start(),
        output.end(),
        output.failureReason().map(Texts::stack),
        output.failedRecords(),
        output.stages(),
        output.moreStages());
  }
}
