package dev.sluice.scheduler;

import dev.sluice.receiver.MessageCodec;
import dev.sluice.receiver.TrackerMessage;
import dev.sluice.receiver.TrackerReply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Answers the supervisors of receivers. Confined to the driver thread, but for {@link #receive},
 * which posts what arrives on other threads.
 */
final class ReceiverMessages {
  private final DriverLoop loop;
  private final TrackedReceivers receivers;
  private final BlockAnswers blocks;
  private final ReceiverEvents events;
  private final Sealing sealing;
  private final ReceiverStops stops;
  private final ProcessedBatches processed;
  private final Refilling refilling;
  private final FlowControl flow;
  private boolean refusing;

  ReceiverMessages(
      DriverLoop loop,
      TrackedReceivers receivers,
      BlockAnswers blocks,
      ReceiverEvents events,
      Sealing sealing,
      ReceiverStops stops,
      ProcessedBatches processed,
      Refilling refilling,
      FlowControl flow) {
    this.loop = loop;
    this.receivers = receivers;
    this.blocks = blocks;
    this.events = events;
    this.sealing = sealing;
    this.stops = stops;
    this.processed = processed;
    this.refilling = refilling;
    this.flow = flow;
  }

  /** From now on no receiver may start. */
  void refuseReceivers() {
    refusing = true;
  }

  /** Handles a message on any thread. */
  CompletableFuture<byte[]> receive(byte[] message) {
    TrackerMessage decoded = MessageCodec.trackerMessage(message);
    CompletableFuture<byte[]> reply = new CompletableFuture<>();
    boolean posted = loop.post(() -> handle(decoded, reply));
    if (!posted) {
      reply.complete(
          MessageCodec.encode(
              decoded instanceof TrackerMessage.AskRoom
                  ? TrackerReply.accept() // the block itself will be refused
                  : TrackerReply.refuse("the driver has stopped")));
    }
    return reply;
  }

  private void handle(TrackerMessage message, CompletableFuture<byte[]> reply) {
    if (message instanceof TrackerMessage.AskRecorded) {
      TrackedReceiver receiver = receivers.of(message.streamId());
      reply.complete(
          MessageCodec.encode(
              receiver == null ? List.of() : processed.recorded(receiver, refilling::isMissing)));
    } else {
      handle(message, answer -> reply.complete(MessageCodec.encode(answer)));
    }
  }

  /** Handles a message; a block is answered for once the ledger has it for good. */
  private void handle(TrackerMessage message, Consumer<TrackerReply> reply) {
    TrackedReceiver receiver = receivers.of(message.streamId());
    if (receiver == null || receiver.epoch() != message.epoch()) {
      reply.accept(ofNoLaunch(message));
    } else if (message instanceof TrackerMessage.Register register) {
      reply.accept(register(receiver, register));
    } else if (message instanceof TrackerMessage.AskRoom ask) {
      reply.accept(
          flow.ask(receiver, ask)
              ? TrackerReply.accept()
              : TrackerReply.refuse("there is no room yet"));
    } else if (message instanceof TrackerMessage.GiveRoomBack back) {
      flow.giveBack(back);
      reply.accept(TrackerReply.accept());
    } else if (message instanceof TrackerMessage.AddBlock add) {
      flow.added(add.block());
      blocks.add(add.block(), reply);
      receiver.relaunchDelay().reset();
    } else if (message instanceof TrackerMessage.Refilled refilled) {
      blocks.refilled(refilled.block(), refilling, reply);
      flow.refilled();
    } else {
      handle(receiver, message);
      reply.accept(TrackerReply.accept());
    }
  }

  private static TrackerReply ofNoLaunch(TrackerMessage message) {
    return message instanceof TrackerMessage.AskRoom
        ? TrackerReply.accept() // the block itself will be refused
        : TrackerReply.refuse(
            "stream " + message.streamId() + " has no receiver of launch " + message.epoch());
  }

  private TrackerReply register(TrackedReceiver receiver, TrackerMessage.Register register) {
    if (refusing) {
      return TrackerReply.refuse("the context is stopping");
    }
    events.registered(receiver, register);
    flow.registered(receiver.streamId());
    return TrackerReply.accept();
  }

  private void handle(TrackedReceiver receiver, TrackerMessage message) {
    if (message instanceof TrackerMessage.Deregister left) {
      events.deregistered(receiver, left.message(), left.error());
    } else if (message instanceof TrackerMessage.ReportError report) {
      events.reported(receiver, report.message(), report.error());
    } else if (message instanceof TrackerMessage.Sealed sealed) {
      receiver.count(sealed.counts());
      if (sealed.batchTimeMs() == TrackerMessage.Sealed.LAST) {
        stops.still(receiver.streamId());
      } else {
        sealing.sealed(receiver.streamId(), sealed.batchTimeMs());
      }
    }
  }
}
