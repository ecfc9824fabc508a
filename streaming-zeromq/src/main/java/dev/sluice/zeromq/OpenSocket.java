package dev.sluice.zeromq;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.ZError;

/**
 * A socket with a context of its own. Confined to the thread that opened it, but for {@link #wake}.
 */
final class OpenSocket implements AutoCloseable {
  /** How long to wait for a message at most. */
  private static final int WAIT_MS = 100;

  private static final int HANDSHAKE_MS = 5_000;
  private static final int LINGER_MS = 500;

  private final ZMQ.Context context;
  private final @Nullable Authenticator authenticator;
  private final ZMQ.Socket socket;
  private final @Nullable IntakeGate gate;
  private final ZMQ.CancellationToken token;
  private final AtomicBoolean woken = new AtomicBoolean();
  private boolean closed;

  private OpenSocket(
      ZMQ.Context context,
      @Nullable Authenticator authenticator,
      ZMQ.Socket socket,
      @Nullable IntakeGate gate) {
    this.context = context;
    this.authenticator = authenticator;
    this.socket = socket;
    this.gate = gate;
    this.token = socket.createCancellationToken();
  }

  /**
   * Connects or binds.
   *
   * @param watch is told of connections
   * @throws ZMQException if that cannot be done
   */
  static OpenSocket open(
      SocketType type, Endpoint endpoint, ZeroMQOptions options, ConnectionWatch watch) {
    ZMQ.Context context = ZMQ.context(1);
    Authenticator authenticator = null;
    ZMQ.Socket socket = null;
    try {
      if (options.security().admission().isPresent()) {
        authenticator =
            Authenticator.start(
                context, options.security().admission().get(), "zeromq-authenticator");
      }
      socket = context.socket(type);
      configure(socket, type, endpoint, options);
      IntakeGate gate = gate(socket, type, options);
      socket.setEventHook(watch, ZMQ.EVENT_ALL);
      if (endpoint.connects()) {
        socket.connect(endpoint.url());
      } else {
        socket.bind(endpoint.url());
      }
      return new OpenSocket(context, authenticator, socket, gate);
    } catch (RuntimeException | Error failure) {
      end(context, authenticator, socket);
      throw failure;
    }
  }

  private static void configure(
      ZMQ.Socket socket, SocketType type, Endpoint endpoint, ZeroMQOptions options) {
    socket.setIPv6(endpoint.isIpv6());
    socket.setReceiveTimeOut(WAIT_MS);
    socket.setHandshakeIvl(HANDSHAKE_MS);
    // The last answers may still be on their way; who only reads has nothing to wait for.
    boolean answers = type == SocketType.ROUTER || type == SocketType.DEALER;
    socket.setLinger(answers ? LINGER_MS : 0);
    options.apply(socket);
    switch (type) {
      case SUB -> options.topics().forEach(socket::subscribe);
      // What a sender keeps is bounded by its window.
      case DEALER -> socket.setSndHWM(0);
      default -> {}
    }
  }

  /** Who sends gets no more than answers, of which there are few. */
  private static @Nullable IntakeGate gate(
      ZMQ.Socket socket, SocketType type, ZeroMQOptions options) {
    if (!options.security().isEncrypted()) {
      return null;
    }
    socket.setRcvHWM(0);
    if (type == SocketType.DEALER) {
      return null;
    }
    IntakeGate gate = new IntakeGate(options.receiveHighWaterMark());
    socket.setMsgAllocator(gate);
    return gate;
  }

  /** The frames of a message; null if none came for a while, or {@link #wake} was called. */
  byte @Nullable [][] receive() {
    byte[] first = socket.recv(ZMQ.DONTWAIT);
    return read(first == null ? await() : first);
  }

  private byte @Nullable [] await() {
    if (gate != null) {
      gate.want();
    }
    try {
      return socket.recv(0, token);
    } catch (ZMQException e) {
      if (e.getErrorCode() != ZError.ECANCELED) {
        throw e;
      }
      // In this order: a call between both finds it awake, and the caller looks anyway.
      token.reset();
      woken.set(false);
      return null;
    }
  }

  /** The frames of a message; null if none is there. */
  byte @Nullable [][] receiveNow() {
    return read(socket.recv(ZMQ.DONTWAIT));
  }

  private byte @Nullable [][] read(byte @Nullable [] first) {
    if (first == null) {
      return null;
    }
    byte[][] frames = withRest(first);
    if (gate != null) {
      gate.read(frames.length);
    }
    return frames;
  }

  private byte[][] withRest(byte[] first) {
    if (!socket.hasReceiveMore()) {
      return new byte[][] {first};
    }
    List<byte[]> frames = new ArrayList<>();
    frames.add(first);
    do {
      byte[] next = socket.recv(0);
      if (next != null) {
        frames.add(next);
      }
    } while (socket.hasReceiveMore());
    return frames.toArray(new byte[0][]);
  }

  /** Sends a message, without waiting; false if there is no room for it. */
  boolean send(byte[]... frames) {
    for (int frame = 0; frame < frames.length; frame++) {
      int more = frame + 1 < frames.length ? ZMQ.SNDMORE : 0;
      if (!socket.send(frames[frame], ZMQ.DONTWAIT | more)) {
        return false;
      }
    }
    return true;
  }

  /** Has a {@link #receive} return that waits, or else the next one. From any thread. */
  synchronized void wake() {
    if (!closed && woken.compareAndSet(false, true)) {
      token.cancel();
    }
  }

  /** Ends the connections and all threads; an interrupt stays set. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    if (gate != null) {
      gate.close();
    }
    end(context, authenticator, socket);
  }

  private static void end(
      ZMQ.Context context, @Nullable Authenticator authenticator, ZMQ.@Nullable Socket socket) {
    // JeroMQ's own channels would be closed by an interrupt, and then it would wait for ever.
    boolean interrupted = Thread.interrupted();
    try {
      if (socket != null) {
        socket.close();
      }
      context.term();
      if (authenticator != null) {
        authenticator.join();
      }
    } catch (InterruptedException interrupt) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
