package dev.sluice.flume.sink;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import org.apache.flume.Channel;
import org.apache.flume.instrumentation.SinkCounter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A receiver's connection. It has one batch at a time; when the connection ends, or nothing was
 * heard of the receiver for long, a batch that is open is put back. Confined to its thread, but for
 * {@link #close}.
 */
final class SinkConnection {
  private static final Logger LOG = LoggerFactory.getLogger(SinkConnection.class);

  private final Socket socket;
  private final Channel channel;
  private final SinkSettings settings;
  private final SinkCounter counter;
  private final CountDownLatch stopping;
  private long number;
  private @Nullable ChannelBatch open;

  SinkConnection(
      Socket socket,
      Channel channel,
      SinkSettings settings,
      SinkCounter counter,
      CountDownLatch stopping) {
    this.socket = socket;
    this.channel = channel;
    this.settings = settings;
    this.counter = counter;
    this.stopping = stopping;
  }

  /**
   * Does what the receiver says until the connection ends.
   *
   * @throws IOException if it breaks, or the receiver does not keep the protocol
   */
  void serve() throws IOException, InterruptedException {
    try (Socket closed = socket) {
      closed.setTcpNoDelay(true);
      closed.setSoTimeout(settings.timeoutMs());
      DataInputStream in = new DataInputStream(new BufferedInputStream(closed.getInputStream()));
      DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(closed.getOutputStream()));
      if (SinkProtocol.greet(in, out, settings.timeoutMs())) {
        answerAll(in, out);
      }
    } finally {
      putBack();
    }
  }

  private void answerAll(DataInputStream in, DataOutputStream out)
      throws IOException, InterruptedException {
    int message = in.read();
    while (message >= 0) {
      answer(message, in, out);
      message = in.read();
    }
  }

  private void answer(int message, DataInputStream in, DataOutputStream out)
      throws IOException, InterruptedException {
    switch (message) {
      case SinkProtocol.TAKE:
        take(in.readInt(), in.readInt(), out);
        break;
      case SinkProtocol.ACK:
        SinkProtocol.writeDone(out, isOpen(in.readLong()) && commit());
        break;
      case SinkProtocol.NACK:
        SinkProtocol.writeDone(out, isOpen(in.readLong()) && putBack());
        break;
      case SinkProtocol.KEEP:
        break;
      default:
        throw new IOException(
            "Cannot understand a receiver: found message " + message + ", expected 1 to 4");
    }
  }

  private void take(int most, int waitMs, DataOutputStream out)
      throws IOException, InterruptedException {
    if (open != null || most < 1 || waitMs < 0) {
      throw new IOException(
          "Cannot hand out a batch: found one for at most "
              + most
              + " events asked for, to wait "
              + waitMs
              + " ms, with batch "
              + (open == null ? "none" : open.number())
              + " open, expected 1 or more, 0 or more, and none");
    }
    ChannelBatch batch;
    try {
      int longest = Math.min(waitMs, settings.timeoutMs());
      batch = ChannelBatch.take(++number, channel, most, longest, settings, stopping);
    } catch (RuntimeException failure) {
      SinkProtocol.writeFailure(out, failure.toString());
      return;
    }
    open = batch;
    if (stopping.getCount() == 0) {
      throw new IOException("Cannot hand out a batch: the sink is stopped");
    }
    if (batch == null) {
      counter.incrementBatchEmptyCount();
      SinkProtocol.writeBatch(out, 0, Collections.emptyList());
    } else {
      counter.addToEventDrainAttemptCount(batch.events().size());
      SinkProtocol.writeBatch(out, batch.number(), batch.events());
    }
  }

  private boolean isOpen(long asked) {
    return open != null && open.number() == asked;
  }

  private boolean commit() {
    ChannelBatch batch = open;
    open = null;
    if (batch == null) {
      return false;
    }
    try {
      batch.commit();
    } catch (RuntimeException failure) {
      LOG.error("Cannot take a batch off the channel {}; it is put back", channel, failure);
      return false;
    }
    counter.incrementBatchCompleteCount();
    counter.addToEventDrainSuccessCount(batch.events().size());
    return true;
  }

  private boolean putBack() {
    ChannelBatch batch = open;
    open = null;
    if (batch != null) {
      batch.rollback();
    }
    return batch != null;
  }

  /** Ends the connection. Called from any thread. */
  void close() throws IOException {
    socket.close();
  }
}
