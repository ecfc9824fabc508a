package dev.sluice.kafka;

import static java.util.Objects.requireNonNull;

import dev.sluice.kafka.client.Bounds;
import dev.sluice.kafka.client.PartitionPlace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what a batch reads, from where the batches before it ended and what the brokers have.
 * Immutable.
 *
 * @param policy what happens when records are gone
 * @param resetsToLatest whether a reset goes to the end rather than to the beginning
 * @param beginnings where to begin partitions that come later; from their first record otherwise
 * @param shares how much a batch takes
 */
record RangeChoice(
    OutOfRange policy,
    boolean resetsToLatest,
    Map<TopicPartition, Long> beginnings,
    RateShares shares) {

  /**
   * What a batch reads.
   *
   * @param ranges of all partitions, in order, those without records too
   * @param problems records that were left out because they are gone
   */
  record Choice(List<Planned> ranges, List<String> problems) {}

  /**
   * Chooses.
   *
   * @param before what the batch before read, of all partitions
   * @param places the partitions that are there
   * @param bounds their offsets
   * @param recordsPerSecond the rate of the stream
   * @throws RecordsLostException if records are gone and the program is to fail then
   */
  Choice choose(
      List<Planned> before,
      NavigableMap<TopicPartition, PartitionPlace> places,
      Map<TopicPartition, Bounds> bounds,
      long recordsPerSecond) {
    Map<TopicPartition, Planned> last = new HashMap<>();
    before.forEach(planned -> last.put(planned.partition(), planned));
    List<String> problems = new ArrayList<>();
    Map<TopicPartition, Long> begins = new HashMap<>();
    Map<TopicPartition, Long> waiting = new HashMap<>();
    places.forEach(
        (partition, place) -> {
          Bounds available = requireNonNull(bounds.get(partition));
          long begin = begin(partition, last.get(partition), place.topicId(), available, problems);
          begins.put(partition, begin);
          waiting.put(partition, Math.max(0, available.latest() - begin));
        });
    Map<TopicPartition, Long> taken = shares.of(waiting, recordsPerSecond);
    List<Planned> ranges = new ArrayList<>();
    places.forEach(
        (partition, place) -> {
          long begin = begins.getOrDefault(partition, 0L);
          long until = begin + taken.getOrDefault(partition, 0L);
          ranges.add(new Planned(place.topicId(), OffsetRange.create(partition, begin, until)));
        });
    return new Choice(ranges, problems);
  }

  private long begin(
      TopicPartition partition,
      @Nullable Planned last,
      Uuid topicId,
      Bounds available,
      List<String> problems) {
    if (last == null) {
      long begin = beginnings.getOrDefault(partition, available.earliest());
      return available(partition, begin, available, problems);
    }
    if (isOther(last.topicId(), topicId)) {
      return ofNewTopic(partition, last, topicId, available, problems);
    }
    return available(partition, last.range().untilOffset(), available, problems);
  }

  /** Old brokers give topics no ids. */
  private static boolean isOther(Uuid before, Uuid now) {
    return !before.equals(now) && !before.equals(Uuid.ZERO_UUID) && !now.equals(Uuid.ZERO_UUID);
  }

  private long available(
      TopicPartition partition, long asked, Bounds available, List<String> problems) {
    if (asked >= available.earliest() && asked <= available.end()) {
      return asked;
    }
    String what =
        asked < available.earliest()
            ? "%d offsets are lost, because they were deleted or expired"
                .formatted(available.earliest() - asked)
            : "%d offsets are lost, because the partition ends before them"
                .formatted(asked - available.end());
    refuseOrNote(
        "Cannot read %s from offset %d: %s, found offsets %s"
            .formatted(partition, asked, what, available.available()),
        problems);
    if (policy == OutOfRange.RESET) {
      return resetsToLatest ? available.latest() : available.earliest();
    }
    return asked < available.earliest() ? available.earliest() : available.latest();
  }

  /** Of another topic nothing was read. */
  private long ofNewTopic(
      TopicPartition partition,
      Planned last,
      Uuid topicId,
      Bounds available,
      List<String> problems) {
    refuseOrNote(
        "Cannot read %s from offset %d: the topic was deleted and created again, so what was not read is lost, found the topic id %s with offsets %s, expected the id %s"
            .formatted(
                partition,
                last.range().untilOffset(),
                topicId,
                available.available(),
                last.topicId()),
        problems);
    boolean toLatest = policy == OutOfRange.RESET && resetsToLatest;
    return toLatest ? available.latest() : available.earliest();
  }

  private void refuseOrNote(String problem, List<String> problems) {
    if (policy == OutOfRange.FAIL) {
      throw new RecordsLostException(
          problem
              + "; with "
              + KafkaKeys.OUT_OF_RANGE.name()
              + "=reset or skip the stream goes on without");
    }
    problems.add(problem);
  }
}
