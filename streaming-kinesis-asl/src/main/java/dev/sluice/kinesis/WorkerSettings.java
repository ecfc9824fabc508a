package dev.sluice.kinesis;

import java.util.concurrent.ExecutorService;
import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.coordinator.CoordinatorConfig;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.coordinator.WorkerStateChangeListener;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.metrics.MetricsConfig;
import software.amazon.kinesis.metrics.MetricsLevel;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.ProcessorConfig;
import software.amazon.kinesis.processor.ShardRecordProcessorFactory;
import software.amazon.kinesis.processor.SingleStreamTracker;
import software.amazon.kinesis.retrieval.RetrievalConfig;
import software.amazon.kinesis.retrieval.polling.PollingConfig;

/**
 * Configures a worker of the client library. All its times follow from the time after which shards
 * of a worker that died go to another: the leader, who gives them, is elected within twice that
 * time, looks twice in that time, and knows by then which workers live. Stateless.
 */
final class WorkerSettings {
  private WorkerSettings() {}

  /** A worker that does not run. */
  static Scheduler scheduler(
      KinesisSettings settings,
      AwsClients clients,
      String workerId,
      ShardRecordProcessorFactory readers,
      ShardReads reads,
      ExecutorService shardSync,
      WorkerStateChangeListener listener) {
    ConfigsBuilder configs =
        new ConfigsBuilder(
            new SingleStreamTracker(settings.stream(), settings.initialPosition().toExtended()),
            settings.application(),
            clients.kinesis(),
            clients.dynamoDb(),
            clients.cloudWatch(),
            workerId,
            readers);
    return new Scheduler(
        configs.checkpointConfig(),
        coordinator(configs, settings, listener),
        leases(configs, settings, shardSync),
        configs.lifecycleConfig(),
        metrics(configs, settings),
        processor(configs),
        retrieval(configs, reads));
  }

  private static CoordinatorConfig coordinator(
      ConfigsBuilder configs, KinesisSettings settings, WorkerStateChangeListener listener) {
    long failoverMs = settings.failoverTime().toMillis();
    return configs
        .coordinatorConfig()
        .maxInitializationAttempts(1)
        .schedulerInitializationBackoffTimeMillis(0)
        .parentShardPollIntervalMillis(failoverMs / 5)
        .shardConsumerDispatchPollIntervalMillis(failoverMs / 10)
        .workerStateChangeListener(listener);
  }

  private static LeaseManagementConfig leases(
      ConfigsBuilder configs, KinesisSettings settings, ExecutorService shardSync) {
    long failoverMs = settings.failoverTime().toMillis();
    LeaseManagementConfig leases =
        configs
            .leaseManagementConfig()
            .failoverTimeMillis(failoverMs)
            .leaseAssignmentIntervalMillis(failoverMs / 2)
            .dynamoDbLockBasedLeaderLeaseDurationInMillis(2 * failoverMs)
            .dynamoDbLockBasedLeaderHeartbeatPeriodInMillis(failoverMs / 2)
            .initialPositionInStream(settings.initialPosition().toExtended())
            .executorService(shardSync);
    leases
        .workerUtilizationAwareAssignmentConfig()
        .workerMetricsReporterFreqInMillis(failoverMs / 2)
        .inMemoryWorkerMetricsCaptureFrequencyMillis(failoverMs / 10);
    return leases;
  }

  private static MetricsConfig metrics(ConfigsBuilder configs, KinesisSettings settings) {
    MetricsConfig metrics =
        configs
            .metricsConfig()
            .metricsLevel(settings.metrics().level())
            .metricsEnabledDimensions(settings.metrics().dimensions());
    return settings.metrics().level() == MetricsLevel.NONE
        ? metrics.metricsFactory(new NullMetricsFactory())
        : metrics;
  }

  /** Readers hear of empty answers, too: that is how silence is told from an idle stream. */
  private static ProcessorConfig processor(ConfigsBuilder configs) {
    return configs.processorConfig().callProcessRecordsEvenForEmptyRecordList(true);
  }

  private static RetrievalConfig retrieval(ConfigsBuilder configs, ShardReads reads) {
    return configs.retrievalConfig().retrievalFactory(reads);
  }

  /** Reads of shards that ask again and again. */
  static ShardReads reads(KinesisSettings settings, AwsClients clients) {
    return new ShardReads(
        new PollingConfig(settings.stream(), clients.kinesis())
            .maxRecords(settings.maxRecordsPerRead())
            .idleTimeBetweenReadsInMillis(settings.idleTimeBetweenReads().toMillis())
            .retrievalFactory());
  }
}
