package dev.sluice.kafka;

import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/** Which partitions a stream reads. Immutable. */
sealed interface TopicSelection {
  /** All partitions of topics. */
  record Named(Set<String> topics) implements TopicSelection {
    public Named {
      topics = Set.copyOf(topics);
    }
  }

  /** All partitions of the topics whose whole name matches. */
  record Matching(Pattern pattern) implements TopicSelection {
    boolean accepts(String topic) {
      return pattern.matcher(topic).matches();
    }
  }

  /** These partitions. */
  record Listed(Set<TopicPartition> partitions) implements TopicSelection {
    public Listed {
      partitions = Set.copyOf(partitions);
    }
  }
}
