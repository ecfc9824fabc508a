package dev.sluice.zeromq;

import java.io.Closeable;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

/**
 * Sends messages to a stream of {@link ZeroMQUtils#createReliableStream}, and keeps each until it
 * is acknowledged: then it is stored, or processed, as the stream's program says. After a loss of
 * the connection or of the receiver it sends again what was not. It needs no streaming program in
 * its process. The protocol is in the README of this module.
 *
 * <p>Messages have numbers that count up. A sender that must go on after its own crash uses {@link
 * #resume}: it has an id that stays the same, and gives messages that it sends again the numbers
 * they had. Of two senders with one id the later one stays.
 *
 * <p>Thread-safe: its parts are; one thread of its own sends and receives.
 */
public final class ReliableSender implements Closeable {
  private final Window window;
  private final SocketLoop loop;
  private final Sending duty;

  private ReliableSender(
      Endpoint endpoint, String id, long first, ZeroMQOptions options, LongConsumer listener) {
    this.window = new Window(options.window(), options.windowBytes(), first);
    this.duty = new Sending(endpoint, id, window, listener);
    this.loop = new SocketLoop("zeromq-sender", SocketType.DEALER, endpoint, options, duty);
  }

  /**
   * A sender with an id that nobody else has, which begins with number 1. What it has not sent when
   * its process ends is lost.
   *
   * @param url the receiver's {@code tcp://HOST:PORT}, or where it connects to if this is bound
   * @throws IllegalArgumentException if that is no address
   */
  public static ReliableSender start(String url, ZeroMQOptions options) {
    return resume(url, UUID.randomUUID().toString(), 1, options, ReliableSender::tellNobody);
  }

  /** As {@link #resume(String, String, long, ZeroMQOptions, LongConsumer)}, without listener. */
  public static ReliableSender resume(String url, String id, long first, ZeroMQOptions options) {
    return resume(url, id, first, options, ReliableSender::tellNobody);
  }

  /**
   * A sender that may go on where an earlier one with its id was cut off. It has to send again,
   * under the same numbers, all that was not acknowledged before it sends something new.
   *
   * @param id 1 to 255 bytes of UTF-8
   * @param first the number of the first message: one above what is known to be acknowledged
   * @param listener is told, on the sender's own thread and in order, the numbers up to which all
   *     is acknowledged; what it throws ends the sender
   * @throws IllegalArgumentException if one of these is wrong
   */
  public static ReliableSender resume(
      String url, String id, long first, ZeroMQOptions options, LongConsumer listener) {
    int length = id.getBytes(StandardCharsets.UTF_8).length;
    if (length < 1 || length > FromSender.LONGEST_ID) {
      throw new IllegalArgumentException(
          "Cannot send under an id: found %d bytes, expected 1 to %d"
              .formatted(length, FromSender.LONGEST_ID));
    }
    if (first < 1) {
      throw new IllegalArgumentException(
          "Cannot begin with a message: found number %d, expected 1 or more".formatted(first));
    }
    ReliableSender sender =
        new ReliableSender(Endpoint.of(url, options.connects()), id, first, options, listener);
    sender.loop.start();
    return sender;
  }

  private static void tellNobody(long number) {}

  /**
   * Sends a message, which is kept until it is acknowledged; waits while too many are. The frames
   * are not copied and must not be changed.
   *
   * @return the number of the message
   * @throws IllegalArgumentException if there are no frames
   * @throws IllegalStateException if this is closed, or the receiver has refused it for good
   * @throws InterruptedException if the thread was interrupted while waiting; nothing is sent
   */
  public long send(byte[]... frames) throws InterruptedException {
    if (frames.length == 0) {
      throw new IllegalArgumentException("Cannot send a message: found no frames, expected some");
    }
    long number = window.add(List.of(frames));
    loop.wake();
    return number;
  }

  /**
   * Waits until all that was sent is acknowledged.
   *
   * @return false if it is not after this time; it goes on being sent
   * @throws IllegalStateException if this is closed, or the receiver has refused it for good
   */
  public boolean flush(Duration atMost) throws InterruptedException {
    return window.awaitAcknowledged(atMost);
  }

  /** All messages up to this number are acknowledged; the one before the first if none is. */
  public long acknowledged() {
    return window.acknowledged();
  }

  /** What is wrong, if nothing comes from the receiver. */
  public Optional<String> trouble() {
    return Optional.ofNullable(duty.trouble);
  }

  /** Ends without waiting for acknowledgements: {@link #flush} does that. Idempotent. */
  @Override
  public void close() throws InterruptedIOException {
    window.fail("the sender is closed");
    loop.stop();
    try {
      loop.join();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a sender was closed");
    }
  }

  /**
   * The sender's side of the protocol. Confined to the thread of its loop, but for the trouble,
   * which is volatile.
   */
  private static final class Sending implements Duty {
    private static final int MOST_A_TURN = 1_000;

    private final Endpoint endpoint;
    private final FromSender.Hello hello;
    private final Window window;
    private final LongConsumer listener;
    private volatile @Nullable String trouble = "Nothing came from the receiver yet";
    private Heartbeat heartbeat = new Heartbeat();
    private boolean welcome;
    private long heardNs;

    Sending(Endpoint endpoint, String id, Window window, LongConsumer listener) {
      this.endpoint = endpoint;
      this.hello =
          new FromSender.Hello(FromSender.VERSION, id, ThreadLocalRandom.current().nextLong());
      this.window = window;
      this.listener = listener;
    }

    @Override
    public void begin(OpenSocket socket) {
      welcome = false;
      heartbeat = new Heartbeat();
      heardNs = System.nanoTime();
    }

    @Override
    public boolean turn(OpenSocket socket) {
      if (heartbeat.isDue()) {
        beat(socket);
      }
      boolean more = welcome && sendSome(socket);
      int came = 0;
      byte[][] frames = more ? socket.receiveNow() : socket.receive();
      while (frames != null) {
        came++;
        take(socket, frames);
        frames = came < MOST_A_TURN ? socket.receiveNow() : null;
      }
      settle();
      return came > 0;
    }

    /** Says hello until it is welcome, then that it is there. */
    private void beat(OpenSocket socket) {
      if (System.nanoTime() - heardNs > Heartbeat.SILENCE_NS) {
        welcome = false;
        heardNs = System.nanoTime();
        trouble = "Nothing comes from the receiver at %s".formatted(endpoint);
      }
      if (welcome) {
        boolean unused = socket.send(new FromSender.Alive(window.lastSent()).frame());
      } else {
        greet(socket);
      }
    }

    private void greet(OpenSocket socket) {
      welcome = false;
      boolean unused = socket.send(hello.frames());
    }

    /** Sends what there is; whether there may be more. */
    private boolean sendSome(OpenSocket socket) {
      for (int sent = 0; sent < MOST_A_TURN; sent++) {
        Window.Kept next = window.toSend();
        if (next == null) {
          return false;
        }
        if (!socket.send(FromSender.Message.frames(next.number(), next.payload()))) {
          window.notSent();
          return false;
        }
      }
      return true;
    }

    private void take(OpenSocket socket, byte[][] frames) {
      FromReceiver said = FromReceiver.read(frames);
      if (said != null) {
        heardNs = System.nanoTime();
      }
      if (said instanceof FromReceiver.Welcome granted) {
        window.acknowledge(granted.acknowledged());
        window.sendAgain(granted.window());
        welcome = true;
        trouble = null;
      } else if (said instanceof FromReceiver.Acknowledgement acknowledgement) {
        window.acknowledge(acknowledgement.number());
      } else if (said instanceof FromReceiver.Again) {
        greet(socket);
      } else if (said instanceof FromReceiver.Refusal refusal) {
        refused(refusal);
      }
    }

    private void settle() {
      long number = window.settle();
      if (number > 0) {
        listener.accept(number);
      }
    }

    private void refused(FromReceiver.Refusal refusal) {
      String text = "The receiver at %s refused: %s".formatted(endpoint, refusal.text());
      trouble = text;
      welcome = false;
      if (refusal.reason().isFinal()) {
        window.fail(text);
      }
    }

    @Override
    public void end(OpenSocket socket) {
      boolean unused = socket.send(FromSender.Bye.frame());
    }

    @Override
    public void report(String message, @Nullable Throwable failure) {
      trouble = failure == null ? message : message + ": " + failure.getMessage();
    }

    @Override
    public void count(String what, long n) {}

    @Override
    public void fail(Throwable failure) {
      trouble = "The sender to %s has failed: %s".formatted(endpoint, failure);
      window.fail("it has failed: " + failure);
    }
  }
}
