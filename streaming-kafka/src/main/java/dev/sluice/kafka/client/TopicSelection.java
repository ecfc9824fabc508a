package dev.sluice.kafka.client;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Which partitions a stream reads. Immutable. */
public sealed interface TopicSelection {
  /** The topics; empty if any whose name is right may be one. */
  Optional<Set<String>> topics();

  /** Whether a partition that is there is read. */
  boolean includes(TopicPartition partition);

  /** What must be there and is not, for people. */
  List<String> missing(Set<TopicPartition> found);

  /** All partitions of topics. */
  record Named(Set<String> names) implements TopicSelection {
    public Named {
      names = Set.copyOf(names);
    }

    @Override
    public Optional<Set<String>> topics() {
      return Optional.of(names);
    }

    @Override
    public boolean includes(TopicPartition partition) {
      return names.contains(partition.topic());
    }

    @Override
    public List<String> missing(Set<TopicPartition> found) {
      Set<String> there = found.stream().map(TopicPartition::topic).collect(Collectors.toSet());
      return names.stream().filter(name -> !there.contains(name)).sorted().toList();
    }
  }

  /** All partitions of the topics whose whole name matches. */
  record Matching(Pattern pattern) implements TopicSelection {
    @Override
    public Optional<Set<String>> topics() {
      return Optional.empty();
    }

    @Override
    public boolean includes(TopicPartition partition) {
      return pattern.matcher(partition.topic()).matches();
    }

    @Override
    public List<String> missing(Set<TopicPartition> found) {
      return List.of();
    }
  }

  /** These partitions. */
  record Listed(Set<TopicPartition> partitions) implements TopicSelection {
    public Listed {
      partitions = Set.copyOf(partitions);
    }

    @Override
    public Optional<Set<String>> topics() {
      return Optional.of(
          partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
    }

    @Override
    public boolean includes(TopicPartition partition) {
      return partitions.contains(partition);
    }

    @Override
    public List<String> missing(Set<TopicPartition> found) {
      return partitions.stream()
          .filter(partition -> !found.contains(partition))
          .map(TopicPartition::toString)
          .sorted()
          .toList();
    }
  }
}
