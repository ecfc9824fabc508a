package dev.sluice.kafka;

import dev.sluice.ledger.BatchInput;
import dev.sluice.listener.StreamInputInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says what a batch reads, to the ledger and to people. */
final class BatchDescription {
  private BatchDescription() {}

  /**
   * The description of a batch.
   *
   * @param ranges of all partitions
   * @param problems what people should know of
   */
  static BatchInput of(int streamId, List<Planned> ranges, List<String> problems) {
    List<OffsetRange> read =
        ranges.stream().filter(planned -> !planned.isEmpty()).map(Planned::range).toList();
    Map<String, String> metadata = new LinkedHashMap<>();
    if (!read.isEmpty()) {
      metadata.put("offsets", join(read, "%s-%d:%d-%d", ","));
      metadata.put(
          StreamInputInfo.DESCRIPTION,
          join(read, "topic %s, partition %d: offsets %d to %d", "\n"));
    }
    if (!problems.isEmpty()) {
      metadata.put("problems", String.join("\n", problems));
    }
    long records = read.stream().mapToLong(OffsetRange::count).sum();
    return new BatchInput(streamId, records, List.of(), Planned.encode(ranges), metadata);
  }

  private static String join(List<OffsetRange> ranges, String form, String separator) {
    return ranges.stream()
        .map(
            range ->
                form.formatted(
                    range.topic(), range.partition(), range.fromOffset(), range.untilOffset()))
        .collect(Collectors.joining(separator));
  }
}
