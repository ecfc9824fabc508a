package dev.sluice.zeromq;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.zeromq.SocketType;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;

/**
 * A bound socket that sends what it is given as soon as a peer has shaken hands: JeroMQ gives
 * messages to connections before they have, and they are lost with one on which the peer reads
 * nothing. Thread-safe: a thread of its own sends; who is there is guarded by the monitor.
 */
final class Feeder implements AutoCloseable {
  private final ZMQ.Context context = ZMQ.context(1);
  private final BlockingQueue<byte[][]> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private int connections;
  private int ended;
  private boolean ready;
  private volatile boolean closed;

  private Feeder(SocketType type, int port, ZeroMQOptions options) {
    ZMQ.Socket socket = context.socket(type);
    socket.setLinger(0);
    socket.setSendTimeOut(50);
    socket.setSndHWM(100);
    options.apply(socket);
    socket.setEventHook(this::follow, ZMQ.EVENT_ALL);
    socket.bind("tcp://127.0.0.1:" + port);
    thread = new Thread(() -> run(socket), "feeder");
    thread.start();
  }

  static Feeder bind(SocketType type, int port) {
    return new Feeder(type, port, ZeroMQOptions.bind().withoutHeartbeat());
  }

  static Feeder bind(SocketType type, int port, ZeroMQOptions options) {
    return new Feeder(type, port, options);
  }

  void send(byte[]... frames) {
    queue.add(frames);
  }

  private synchronized void follow(ZEvent event) {
    switch (event.getEvent()) {
      case ACCEPTED -> connections++;
      case HANDSHAKE_PROTOCOL -> {
        ready = true;
        notifyAll();
      }
      case DISCONNECTED -> {
        connections--;
        ended++;
        ready &= connections > 0;
      }
      default -> {}
    }
  }

  /** How many connections have ended: what is sent later goes to another one. */
  synchronized int ended() {
    return ended;
  }

  private synchronized void awaitPeer() throws InterruptedException {
    while (!ready && !closed) {
      wait();
    }
  }

  private void run(ZMQ.Socket socket) {
    try (socket) {
      while (!closed) {
        byte[][] frames = queue.poll(20, TimeUnit.MILLISECONDS);
        if (frames != null) {
          awaitPeer();
          send(socket, frames);
        }
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(ZMQ.Socket socket, byte[][] frames) {
    for (int frame = 0; frame < frames.length; frame++) {
      int more = frame + 1 < frames.length ? ZMQ.SNDMORE : 0;
      while (!socket.send(frames[frame], more)) {
        if (closed) {
          return;
        }
      }
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
    context.term();
  }
}
