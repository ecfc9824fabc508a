package dev.sluice.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * On which hosts the tasks that read Kafka should run, as far as the engine has a choice; the
 * embedded one has none. Made by {@link LocationStrategies}. Immutable.
 */
public abstract sealed class LocationStrategy {
  private LocationStrategy() {}

  /**
   * The hosts for a partition; none if all are the same.
   *
   * @param leader the host of the partition's leader, if there is one
   */
  abstract List<String> hosts(TopicPartition partition, Optional<String> leader);

  /** Leaves it to the engine. */
  static final class Consistent extends LocationStrategy {
    static final Consistent INSTANCE = new Consistent();

    @Override
    List<String> hosts(TopicPartition partition, Optional<String> leader) {
      return List.of();
    }
  }

  /** Where the leader is. */
  static final class Brokers extends LocationStrategy {
    static final Brokers INSTANCE = new Brokers();

    @Override
    List<String> hosts(TopicPartition partition, Optional<String> leader) {
      return leader.stream().toList();
    }
  }

  /** As somebody said. */
  static final class Fixed extends LocationStrategy {
    private final Map<TopicPartition, String> hosts;

    Fixed(Map<TopicPartition, String> hosts) {
      this.hosts = Map.copyOf(hosts);
    }

    @Override
    List<String> hosts(TopicPartition partition, Optional<String> leader) {
      return Optional.ofNullable(hosts.get(partition)).stream().toList();
    }
  }
}
