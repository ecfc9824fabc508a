package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import dev.sluice.engine.Control;
import dev.sluice.engine.EngineException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One launch of a receiver speaks to the tracker. Thread-safe: it has no state. */
final class TrackerLink {
  private final Control control;
  private final int streamId;
  private final int epoch;
  private final Duration replyTimeout;

  TrackerLink(Control control, int streamId, int epoch, Duration replyTimeout) {
    this.control = control;
    this.streamId = streamId;
    this.epoch = epoch;
    this.replyTimeout = replyTimeout;
  }

  TrackerReply register(String receiverType, String host) throws InterruptedException {
    return ask("register", new TrackerMessage.Register(streamId, epoch, receiverType, host));
  }

  TrackerReply addBlock(ReceivedBlock block) throws InterruptedException {
    return ask("add a block", new TrackerMessage.AddBlock(streamId, epoch, block));
  }

  TrackerReply askRoom(BlockId block, long bytes) throws InterruptedException {
    return ask("ask for room", new TrackerMessage.AskRoom(streamId, epoch, block, bytes));
  }

  void giveRoomBack(BlockId block) {
    send(new TrackerMessage.GiveRoomBack(streamId, epoch, block));
  }

  TrackerReply refilled(ReceivedBlock block) throws InterruptedException {
    return ask("refill a block", new TrackerMessage.Refilled(streamId, epoch, block));
  }

  /** The positions that the ledger has of the stream's blocks. */
  List<RecordedPositions> recorded() throws InterruptedException {
    return MessageCodec.recorded(
        reply("ask for what is recorded", new TrackerMessage.AskRecorded(streamId, epoch)));
  }

  void deregister(String message, @Nullable Throwable error) {
    send(new TrackerMessage.Deregister(streamId, epoch, message, stackTrace(error)));
  }

  void reportError(String message, @Nullable Throwable error) {
    send(new TrackerMessage.ReportError(streamId, epoch, message, stackTrace(error)));
  }

  void sealed(long batchTimeMs, Map<String, Long> counts) {
    send(new TrackerMessage.Sealed(streamId, epoch, batchTimeMs, counts));
  }

  private void send(TrackerMessage message) {
    control.send(TrackerMessage.MAILBOX, MessageCodec.encode(message));
  }

  private TrackerReply ask(String what, TrackerMessage message) throws InterruptedException {
    return MessageCodec.reply(reply(what, message));
  }

  private byte[] reply(String what, TrackerMessage message) throws InterruptedException {
    CompletableFuture<byte[]> reply =
        control.ask(TrackerMessage.MAILBOX, MessageCodec.encode(message));
    try {
      return reply.get(replyTimeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      throw new EngineException(cannot(what) + "the receiver tracker failed", failure.getCause());
    } catch (TimeoutException late) {
      throw new EngineException(
          cannot(what) + "the receiver tracker did not reply within " + replyTimeout, late);
    }
  }

  private String cannot(String what) {
    return "Cannot %s for stream %d, epoch %d: ".formatted(what, streamId, epoch);
  }

  private static String stackTrace(@Nullable Throwable error) {
    if (error == null) {
      return "";
    }
    StringWriter text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
