package dev.sluice.kinesis;

import java.io.Serializable;
import java.time.Duration;
import java.util.Set;
import software.amazon.kinesis.metrics.MetricsLevel;

/**
 * What a receiver needs to know. Immutable.
 *
 * @param application of the table of leases, and of the metrics
 */
record KinesisSettings(
    String stream,
    String application,
    Endpoints endpoints,
    KinesisInitialPosition initialPosition,
    Duration checkpointInterval,
    Duration failoverTime,
    Duration idleTimeBetweenReads,
    int maxRecordsPerRead,
    Metrics metrics,
    Access access)
    implements Serializable {

  /** What is sent to CloudWatch; the sets that programs make are not all serializable. */
  record Metrics(MetricsLevel level, Set<String> dimensions) implements Serializable {

    Metrics {
      dimensions = Set.copyOf(dimensions);
    }
  }

  /** The credentials for each service. */
  record Access(
      KinesisCredentials kinesis, KinesisCredentials dynamoDb, KinesisCredentials cloudWatch)
      implements Serializable {}
}
