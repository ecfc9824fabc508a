package dev.sluice.testkit.receiver;

import dev.sluice.engine.BlockStore;
import dev.sluice.receiver.MessageCodec;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.receiver.TrackerMessage;
import dev.sluice.receiver.TrackerReply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Plays the driver for one receiver: makes its blocks durable, when told to later or not at all,
 * and notes what it hears. Thread-safe: guarded by its monitor.
 */
final class PlayedDriver {
  private final BlockStore blocks;
  private final List<Held> held = new ArrayList<>();
  private final List<Object> stored = new ArrayList<>();
  private final List<Object> storedWhileStopped = new ArrayList<>();
  private final List<String> reports = new ArrayList<>();
  private boolean holding;
  private boolean refusing;
  private boolean refused;
  private boolean counted;
  private int starts;
  private int stops;

  PlayedDriver(BlockStore blocks) {
    this.blocks = blocks;
  }

  /** A block that waits to become durable. */
  private record Held(List<Object> records, CompletableFuture<byte[]> reply) {}

  synchronized CompletableFuture<byte[]> hear(byte[] bytes) {
    TrackerMessage message = MessageCodec.trackerMessage(bytes);
    if (message instanceof TrackerMessage.AddBlock add) {
      return add(add.block());
    }
    if (message instanceof TrackerMessage.AskRecorded) {
      return CompletableFuture.completedFuture(MessageCodec.encode(List.of()));
    }
    if (message instanceof TrackerMessage.Register) {
      starts++;
    } else if (message instanceof TrackerMessage.Deregister stop) {
      stops++;
      reports.add(stop.message() + "\n" + stop.error());
    } else if (message instanceof TrackerMessage.ReportError error) {
      reports.add(error.message() + "\n" + error.error());
    } else if (message instanceof TrackerMessage.Sealed sealed) {
      counted |= !sealed.counts().isEmpty();
    }
    return reply(TrackerReply.accept());
  }

  private CompletableFuture<byte[]> add(ReceivedBlock block) {
    List<Object> records = new ArrayList<>();
    blocks.get(block.id()).orElseThrow().forEachRemaining(records::add);
    if (starts == stops) {
      storedWhileStopped.addAll(records);
    }
    if (refusing) {
      refusing = false;
      refused = true;
      return reply(TrackerReply.refuse("the suite refuses a block"));
    }
    if (holding) {
      CompletableFuture<byte[]> reply = new CompletableFuture<>();
      held.add(new Held(records, reply));
      return reply;
    }
    stored.addAll(records);
    return reply(TrackerReply.accept());
  }

  private static CompletableFuture<byte[]> reply(TrackerReply reply) {
    return CompletableFuture.completedFuture(MessageCodec.encode(reply));
  }

  /** From now on nothing becomes durable, until {@link #release}. */
  synchronized void hold() {
    holding = true;
  }

  synchronized boolean isHoldingBlocks() {
    return !held.isEmpty();
  }

  /** What was held back becomes durable, and what comes. */
  synchronized void release() {
    holding = false;
    held.forEach(block -> stored.addAll(block.records()));
    held.forEach(block -> block.reply().complete(MessageCodec.encode(TrackerReply.accept())));
    held.clear();
  }

  /** The next block is not stored. */
  synchronized void refuseOne() {
    refusing = true;
  }

  synchronized boolean hasRefused() {
    return refused;
  }

  /** The durable records, in order. */
  synchronized List<Object> stored() {
    return List.copyOf(stored);
  }

  /** Records of blocks that came while the receiver was told to be stopped. */
  synchronized List<Object> storedWhileStopped() {
    return List.copyOf(storedWhileStopped);
  }

  /** Messages and stack traces of errors and stops. */
  synchronized List<String> reports() {
    return List.copyOf(reports);
  }

  /** Whether something was counted, known once the receiver has ended. */
  synchronized boolean hasCounted() {
    return counted;
  }

  synchronized int starts() {
    return starts;
  }

  synchronized int stops() {
    return stops;
  }
}
