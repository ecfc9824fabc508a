package dev.sluice.flume;

import dev.sluice.receiver.ReceiverStoppedException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An agent's connection: a thread reads a call, stores its events, waits until they are safe and
 * answers. Thread-safe: what threads share is volatile; the rest is confined to the thread.
 */
final class AgentConnection {
  private static final int BUFFER = 16 * 1024;

  private final Socket socket;
  private final String agent;
  private final FlumeReceiver receiver;
  private final FlumeOptions options;
  private final Thread thread;
  private volatile @Nullable Delivery current;
  private volatile boolean stopped;

  /**
   * A connection whose thread is not started.
   *
   * @param whenEnded is told when the thread ends
   */
  AgentConnection(
      Socket socket,
      FlumeReceiver receiver,
      FlumeOptions options,
      Consumer<AgentConnection> whenEnded) {
    this.socket = socket;
    this.agent = socket.getInetAddress().getHostAddress();
    this.receiver = receiver;
    this.options = options;
    this.thread =
        new Thread(() -> run(whenEnded), "flume-agent-%d-%s".formatted(receiver.streamId(), agent));
  }

  void start() {
    thread.start();
  }

  /**
   * Has the thread end. A call whose events are acknowledged by now is still answered; one whose
   * events are not, too: they have to come again.
   */
  void stop() throws IOException {
    stopped = true;
    Delivery answered = current;
    if (answered == null) {
      socket.close();
    } else {
      answered.giveUp();
    }
  }

  /** Waits until the thread has ended, and ends the connection if that takes too long. */
  void join(long ms) throws IOException, InterruptedException {
    thread.join(ms);
    socket.close();
    thread.join();
  }

  private void run(Consumer<AgentConnection> whenEnded) {
    try {
      serve();
    } catch (ReceiverStoppedException end) {
      stopped = true;
    } catch (WireException refused) {
      complain("malformed calls", "Refused what %s sent".formatted(agent), refused);
    } catch (IOException broken) {
      complain("broken connections", "Lost the connection of %s".formatted(agent), broken);
    } catch (Throwable failure) {
      if (!stopped) {
        receiver.restart("Cannot receive from Flume", failure);
      }
    } finally {
      whenEnded.accept(this);
    }
  }

  private void complain(String kind, String message, IOException cause) {
    if (!stopped) {
      receiver.complaints().add(kind, message, cause);
    }
  }

  private void serve() throws IOException {
    Inflater inflater = new Inflater();
    Deflater deflater = new Deflater();
    try (Socket open = socket) {
      open.setTcpNoDelay(true);
      open.setKeepAlive(true);
      TimedInput timed = new TimedInput(open);
      InputStream in = new BufferedInputStream(timed, BUFFER);
      OutputStream out = open.getOutputStream();
      if (options.isDecompressing()) {
        in = new InflaterInputStream(in, inflater, BUFFER);
        out = new DeflaterOutputStream(out, deflater, BUFFER, true);
      }
      AvroFrames frames =
          new AvroFrames(
              new DataInputStream(in), new DataOutputStream(new BufferedOutputStream(out)));
      serve(new AvroSession(timed, frames, options));
    } finally {
      inflater.end();
      deflater.end();
    }
  }

  private void serve(AvroSession session) throws IOException {
    List<String> unconfirmed = List.of();
    AvroSession.Call call = session.next();
    while (call != null) {
      Delivery delivery = new Delivery(agent, call.events());
      current = delivery;
      boolean isSafe = store(delivery);
      unconfirmed = confirm(unconfirmed, delivery.ids());
      session.answer(call, isSafe);
      current = null;
      call = stopped ? null : session.next();
    }
  }

  private boolean store(Delivery delivery) {
    if (stopped) {
      return false;
    }
    try {
      receiver.storeAll(delivery);
    } catch (ReceiverStoppedException end) {
      stopped = true;
      return false;
    }
    return delivery.await();
  }

  /**
   * An agent that calls again has heard the answer before and will not send the same again, unless
   * it does so with this very call.
   */
  private List<String> confirm(List<String> before, List<String> now) {
    if (!before.isEmpty()) {
      Set<String> again = new HashSet<>(now);
      List<String> heard = new ArrayList<>(before);
      heard.removeIf(again::contains);
      receiver.confirmed(heard);
    }
    return now;
  }
}
