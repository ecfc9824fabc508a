package dev.sluice.flume;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls on one connection. What is in a frame is a handshake, if there was none yet, then a map
 * of which nothing is used, the name of a message and what belongs to it. Confined to the
 * connection's thread.
 */
final class AvroSession {
  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int TEXT = 0;

  private final TimedInput timed;
  private final AvroFrames frames;
  private final FlumeOptions options;
  private boolean shaken;

  /**
   * A call that has events.
   *
   * @param serial by which the agent knows its answer
   * @param answer as far as it is known before the events are stored
   */
  record Call(int serial, AvroOutput answer, List<FlumeEvent> events) {}

  /**
   * A session without calls yet.
   *
   * @param timed what the frames are read from, in the end
   */
  AvroSession(TimedInput timed, AvroFrames frames, FlumeOptions options) {
    this.timed = timed;
    this.frames = frames;
    this.options = options;
  }

  /**
   * The next call that has events; handshakes and others are answered here.
   *
   * @return null if the agent has ended the connection between two calls, or was idle for long
   * @throws WireException if it does not keep the protocol
   */
  @Nullable Call next() throws IOException {
    while (begins(shaken ? options.idleTimeout() : options.callTimeout())) {
      timed.allow(options.callTimeout());
      Call call = read();
      if (call != null) {
        return call;
      }
    }
    return null;
  }

  private boolean begins(Duration longest) throws IOException {
    timed.allow(longest);
    try {
      return frames.begin();
    } catch (SocketTimeoutException idle) {
      return false;
    }
  }

  private @Nullable Call read() throws IOException {
    byte[] bytes = frames.readParts(budget());
    AvroInput call = new AvroInput(bytes, budget());
    AvroOutput answer = new AvroOutput();
    if (!shaken) {
      shaken = AvroHandshake.shake(call, answer);
      if (!shaken) {
        frames.write(frames.serial(), answer);
        return null;
      }
    }
    call.skipMeta();
    String message = call.readText();
    answer.writeLong(0);
    List<FlumeEvent> events =
        switch (message) {
          case "append" -> List.of(call.readEvent());
          case "appendBatch" -> call.readEvents();
          default -> null;
        };
    if (events != null) {
      return new Call(frames.serial(), answer, events);
    }
    frames.write(frames.serial(), message.isEmpty() ? pong(answer) : unknown(answer));
    return null;
  }

  private Budget budget() {
    return new Budget(options.maxCallBytes(), "withMaxCallBytes");
  }

  /** The answer to a call that only shakes hands. */
  private static AvroOutput pong(AvroOutput answer) {
    return answer.writeBoolean(false);
  }

  private static AvroOutput unknown(AvroOutput answer) {
    return answer
        .writeBoolean(true)
        .writeLong(TEXT)
        .writeText("found an unknown message, expected append or appendBatch");
  }

  /** Answers a call: its events are safe, or they have to come again. */
  void answer(Call call, boolean isSafe) throws IOException {
    frames.write(call.serial(), call.answer().writeBoolean(false).writeLong(isSafe ? OK : FAILED));
  }
}
