package dev.sluice.ui;

import dev.sluice.dstream.GraphNode;
import dev.sluice.monitor.CheckpointStatus;
import dev.sluice.monitor.DriverSnapshot;
import dev.sluice.monitor.ReceiverStatus;
import dev.sluice.ui.history.Watched;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Receivers, memory, states and checkpoints. */
final class ResourceMeters {
  private ResourceMeters() {}

  static void register(Meters meters) {
    receivers(meters);
    memory(meters);
    checkpoints(meters);
  }

  private static void receivers(Meters meters) {
    meters.gauge("receivers", "Receivers of the program", p -> receivers(p, any -> true));
    meters.gauge(
        "receivers.active",
        "Receivers that run",
        p -> receivers(p, each -> each.state() == ReceiverStatus.State.ACTIVE));
    meters.gauge(
        "receivers.slowed",
        "Receivers that had to wait lately, as too much was unprocessed",
        p -> receivers(p, ReceiverStatus::slowed));
    meters.gauge(
        "receivers.restarts",
        "How often receivers were started again",
        p -> of(p, s -> s.receivers().stream().mapToInt(each -> each.info().restarts()).sum()));
  }

  private static double receivers(Watched program, Predicate<ReceiverStatus> condition) {
    return of(program, s -> s.receivers().stream().filter(condition).count());
  }

  private static void memory(Meters meters) {
    meters.gauge("blocks", "Blocks that are kept", p -> p.monitor().blocks().blocks());
    meters.bytes("blocks.memory", "Blocks in memory", p -> p.monitor().blocks().memoryBytes());
    meters.bytes(
        "blocks.memory.limit",
        "Most that blocks may take in memory",
        p -> p.monitor().blocks().memoryLimitBytes());
    meters.bytes("blocks.disk", "Blocks on disk", p -> p.monitor().blocks().diskBytes());
    meters.bytes(
        "unprocessed",
        "What is received and not processed",
        p -> of(p, s -> s.unprocessed().bytes()));
    meters.bytes(
        "unprocessed.limit",
        "Most that may be received and not processed",
        p -> of(p, s -> s.unprocessed().limitBytes()));
    meters.gauge("state.keys", "Keys of all states", p -> of(p, ResourceMeters::keys));
  }

  private static double keys(DriverSnapshot snapshot) {
    return snapshot.nodes().stream()
        .map(GraphNode::stateKeys)
        .mapToLong(keys -> keys.orElse(0))
        .sum();
  }

  private static void checkpoints(Meters meters) {
    meters.seconds(
        "checkpoint.last.time",
        "When the newest checkpoint was written, since 1970",
        p -> ProgramMeters.at(checkpoint(p).map(CheckpointStatus::lastWrittenMs)));
    meters.seconds(
        "checkpoint.last.duration",
        "How long it took",
        p -> ProgramMeters.length(checkpoint(p), CheckpointStatus::lastTook));
    meters.gauge(
        "checkpoint.failures",
        "How many checkpoints failed since",
        p -> checkpoint(p).map(each -> (double) each.failures()).orElse(Double.NaN));
  }

  private static Optional<CheckpointStatus> checkpoint(Watched program) {
    return program.snapshot().flatMap(DriverSnapshot::checkpoint);
  }

  /** What is not known is no number. */
  private static double of(Watched program, ToDoubleFunction<DriverSnapshot> value) {
    Optional<DriverSnapshot> snapshot = program.snapshot();
    return snapshot.isPresent() ? value.applyAsDouble(snapshot.get()) : Double.NaN;
  }
}
