package dev.sluice.flume;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Talks to the sink in an agent; {@code dev.sluice.flume.sink.SinkProtocol} says how. One batch is
 * open at a time. Confined to one thread, but for {@link #keep}.
 */
final class SinkClient {
  private static final byte[] GREETING = "SLUICE-1".getBytes(StandardCharsets.US_ASCII);
  private static final int TAKE = 1;
  private static final int ACK = 2;
  private static final int NACK = 3;
  private static final int KEEP = 4;
  private static final int BATCH = 11;
  private static final int FAILED = 12;
  private static final int DONE = 13;
  private static final int MOST_REASON_BYTES = 64 << 10;

  private final FlumePollingOptions options;
  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final int sinkTimeoutMs;

  /**
   * What the sink has handed out.
   *
   * @param number by which this connection knows it
   */
  record Batch(long number, List<FlumeEvent> events) {}

  private SinkClient(
      FlumePollingOptions options, Socket socket, DataInputStream in, int sinkTimeoutMs)
      throws IOException {
    this.options = options;
    this.socket = socket;
    this.in = in;
    this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    this.sinkTimeoutMs = sinkTimeoutMs;
  }

  /**
   * Greets the sink.
   *
   * @param socket connected to it
   * @throws WireException if it is another server
   */
  static SinkClient greet(Socket socket, FlumePollingOptions options) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(millis(options.answerTimeout()));
    socket.getOutputStream().write(GREETING);
    DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    byte[] greeting = in.readNBytes(GREETING.length);
    if (greeting.length == 0) {
      throw new EOFException("The sink ended the connection at once: it has too many, or refuses");
    }
    if (!Arrays.equals(greeting, GREETING)) {
      throw new WireException(
          "Cannot talk to the sink: found something else than dev.sluice.flume.sink.SluiceSink of"
              + " this version");
    }
    return new SinkClient(options, socket, in, in.readInt());
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }

  /** After so long without a word the sink takes the batch back. */
  int sinkTimeoutMs() {
    return sinkTimeoutMs;
  }

  /**
   * Asks for a batch and waits for it.
   *
   * @return without events if there are none
   */
  Batch poll() throws IOException {
    int waitMs = millis(options.pollWait());
    socket.setSoTimeout(Math.addExact(waitMs, millis(options.answerTimeout())));
    say(
        message -> {
          message.write(TAKE);
          message.writeInt(options.maxBatchSize());
          message.writeInt(waitMs);
        });
    int answer = in.readUnsignedByte();
    if (answer == FAILED) {
      throw new IOException("The agent's channel failed: " + readText(reasonBudget()));
    }
    expect(BATCH, answer);
    return readBatch();
  }

  private static Budget reasonBudget() {
    return new Budget(MOST_REASON_BYTES, "for a reason");
  }

  private Batch readBatch() throws IOException {
    Budget budget = new Budget(options.maxBatchBytes(), "withMaxBatchBytes");
    long number = in.readLong();
    int size = in.readInt();
    List<FlumeEvent> events = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      events.add(readEvent(budget));
    }
    return new Batch(number, events);
  }

  private FlumeEvent readEvent(Budget budget) throws IOException {
    budget.takeObject();
    Map<String, String> headers = new HashMap<>();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      budget.takeObject();
      String name = readText(budget);
      headers.put(name, readText(budget));
    }
    return FlumeEvent.of(headers, readBytes(budget));
  }

  private String readText(Budget budget) throws IOException {
    return new String(readBytes(budget), StandardCharsets.UTF_8);
  }

  private byte[] readBytes(Budget budget) throws IOException {
    int length = budget.take(in.readInt());
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("The connection ended within a batch");
    }
    return bytes;
  }

  /** Has a batch taken off the channel; whether it was. */
  boolean acknowledge(long number) throws IOException {
    return settle(ACK, number);
  }

  /** Has a batch put back; whether it was. */
  boolean reject(long number) throws IOException {
    return settle(NACK, number);
  }

  private boolean settle(int how, long number) throws IOException {
    socket.setSoTimeout(millis(options.answerTimeout()));
    say(
        settling -> {
          settling.write(how);
          settling.writeLong(number);
        });
    expect(DONE, in.readUnsignedByte());
    return in.readBoolean();
  }

  /** Tells the sink that the batch is being worked on. Called from any thread. */
  void keep() throws IOException {
    say(message -> message.write(KEEP));
  }

  private synchronized void say(Message message) throws IOException {
    message.writeTo(out);
    out.flush();
  }

  /** What the sink is to hear. */
  private interface Message {
    void writeTo(DataOutputStream out) throws IOException;
  }

  private static void expect(int expected, int found) throws WireException {
    if (found != expected) {
      throw new WireException(
          "Cannot understand the sink: found message %d, expected %d".formatted(found, expected));
    }
  }
}
