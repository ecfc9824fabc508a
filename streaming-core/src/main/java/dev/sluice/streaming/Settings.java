package dev.sluice.streaming;

import dev.sluice.dstream.DStreamGraph;
import dev.sluice.dstream.GraphInput;
import dev.sluice.engine.Engine;
import dev.sluice.io.ClassNames;
import dev.sluice.io.KryoSerializer;
import dev.sluice.io.Storage;
import dev.sluice.receiver.ReceiverSettings;
import dev.sluice.scheduler.DurabilitySettings;
import dev.sluice.scheduler.FlowSettings;
import dev.sluice.scheduler.PidSettings;
import dev.sluice.scheduler.SchedulerSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/** What the floors below want to know of a configuration. */
final class Settings {
  private static final Duration LEAST_STOP_TIMEOUT = Duration.ofSeconds(10);

  /** Least bound of bytes where none is given: engines may have no memory for blocks. */
  private static final long LEAST_UNPROCESSED_BYTES = 1 << 20;

  private Settings() {}

  static SchedulerSettings scheduler(StreamingConf conf, DStreamGraph graph, Engine engine) {
    long ttlSeconds = conf.get(ConfKeys.CLEANER_TTL);
    Optional<Duration> ttl =
        ttlSeconds > 0 ? Optional.of(Duration.ofSeconds(ttlSeconds)) : Optional.empty();
    int receivers =
        (int) graph.inputs().stream().filter(GraphInput.OfReceiver.class::isInstance).count();
    Duration blockInterval =
        conf.get(ConfKeys.BLOCK_INTERVAL)
            .orElseGet(
                () ->
                    BlockIntervals.of(
                        graph.batchInterval(), engine.traits().parallelism(), receivers));
    FlowSettings flow = flow(conf, engine);
    return new SchedulerSettings(
        conf.get(ConfKeys.CONCURRENT_JOBS),
        receivers(conf, blockInterval, flow.bufferBytes(receivers)),
        conf.get(ReceiverKeys.REFILL_TIMEOUT),
        flow,
        ttl);
  }

  private static FlowSettings flow(StreamingConf conf, Engine engine) {
    Optional<Long> most = conf.get(FlowKeys.MAX_UNPROCESSED_BYTES);
    return new FlowSettings(
        most.isPresent() ? most.get() : halfOfBlockMemory(engine),
        conf.get(FlowKeys.BACKPRESSURE),
        new PidSettings(
            conf.get(FlowKeys.PID_PROPORTIONAL),
            conf.get(FlowKeys.PID_INTEGRAL),
            conf.get(FlowKeys.PID_DERIVED),
            conf.get(FlowKeys.PID_MIN_RATE)));
  }

  private static long halfOfBlockMemory(Engine engine) {
    return Math.max(LEAST_UNPROCESSED_BYTES, engine.blocks().usage().memoryLimitBytes() / 2);
  }

  /** Which classes stored data may name, and how renamed ones were called. */
  static ClassNames classNames(StreamingConf conf) {
    ClassNames names = ClassNames.unrestricted();
    Optional<String> allowed = conf.get(ConfKeys.ALLOWED_CLASSES);
    if (allowed.isPresent()) {
      names = names.allowing(allowed.get());
    }
    Optional<String> renamed = conf.get(ConfKeys.RENAMED_CLASSES);
    return renamed.isPresent() ? names.renaming(renamed.get()) : names;
  }

  private static ReceiverSettings receivers(
      StreamingConf conf, Duration blockInterval, long bufferBytes) {
    return new ReceiverSettings(
        blockInterval,
        conf.get(ConfKeys.BLOCK_QUEUE_SIZE),
        ReceiverSettings.DEFAULTS.maxBlockRecords(),
        conf.get(ConfKeys.RECEIVER_MAX_RATE),
        conf.get(ConfKeys.INITIAL_RATE).orElse(0L),
        conf.get(ConfKeys.RECEIVER_RESTART_DELAY),
        conf.get(ConfKeys.RECEIVER_MAX_RESTART_DELAY),
        conf.get(ConfKeys.BLOCK_STORE_TIMEOUT),
        conf.get(ReceiverKeys.ACK_AFTER),
        bufferBytes);
  }

  static DurabilitySettings durability(StreamingConf conf, Storage storage, String factory) {
    String appName = conf.get(ConfKeys.APP_NAME);
    return new DurabilitySettings(
        storage,
        KryoSerializer.evolving(classNames(conf)),
        holder(appName),
        appName,
        factory,
        conf.get(CheckpointKeys.KEPT),
        conf.get(CheckpointKeys.INTERVAL),
        conf.get(CheckpointKeys.WRITE_AHEAD_LOG),
        conf.get(CheckpointKeys.LOG_ROLLING_INTERVAL),
        conf.get(CheckpointKeys.LOG_MAX_FAILURES));
  }

  /** Who this process is, in words for people. */
  static String holder(String appName) {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "an unnamed host";
    }
    return "%s, process %d on %s".formatted(oneLine(appName), ProcessHandle.current().pid(), host);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\R", " ");
  }

  /**
   * How long a graceful stop may take: as configured, else ten batches and at least ten seconds.
   */
  static Duration stopTimeout(StreamingConf conf, Duration batchInterval) {
    Duration tenBatches = batchInterval.multipliedBy(10);
    return conf.get(ConfKeys.GRACEFUL_STOP_TIMEOUT)
        .orElse(tenBatches.compareTo(LEAST_STOP_TIMEOUT) > 0 ? tenBatches : LEAST_STOP_TIMEOUT);
  }
}
