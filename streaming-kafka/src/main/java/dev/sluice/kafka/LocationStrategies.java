package dev.sluice.kafka;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Makes {@link LocationStrategy location strategies}. */
@SuppressWarnings("MemberName") // the names that users of Spark Streaming know
public final class LocationStrategies {
  private LocationStrategies() {}

  /** Any hosts, spread evenly: the right one unless there is a reason for another. */
  public static LocationStrategy PreferConsistent() {
    return LocationStrategy.Consistent.INSTANCE;
  }

  /** The host of a partition's leader, for brokers that run where tasks do. */
  public static LocationStrategy PreferBrokers() {
    return LocationStrategy.Brokers.INSTANCE;
  }

  /** These hosts, and any for partitions that are not named. */
  public static LocationStrategy PreferFixed(Map<TopicPartition, String> hosts) {
    return new LocationStrategy.Fixed(hosts);
  }
}
