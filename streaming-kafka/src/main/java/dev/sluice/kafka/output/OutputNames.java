package dev.sluice.kafka.output;

import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What Kafka knows an output by. The id of the transactions of a partition is also the name of the
 * consumer group that remembers what is written. Immutable.
 *
 * @param prefix what all begin with
 */
record OutputNames(String prefix) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The group that remembers up to when batches are over. */
  String ofOutput(String application, String output) {
    return prefix + ":" + encode(application) + ":" + encode(output);
  }

  /** The transactions of a partition, and the group that remembers what they wrote. */
  String ofPartition(String application, String output, int partition) {
    return ofOutput(application, output) + ":" + partition;
  }

  /** No two names look the same. */
  private static String encode(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }
}
