package dev.sluice.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A broker that uses packet ids again while they are in use, as mosquitto 2.0.11 does: messages get
 * their ids when they are queued, and each that is done has several more sent, so that more are
 * under way than there are ids. Of messages with the same id it takes the oldest to be meant, and
 * it ends a connection whose client answers in another order. It serves one client after the other;
 * those after the first are sent nothing. Thread-safe: guarded by its monitor; a daemon thread
 * serves.
 */
final class ReusingBroker implements Closeable {
  private static final int CONNECT = 1;
  private static final int PUBREC = 5;
  private static final int PUBCOMP = 7;
  private static final int SUBSCRIBE = 8;
  private static final int PINGREQ = 12;
  private static final int DISCONNECT = 14;
  private static final int VERSION_5 = 5;

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final String topic;
  private final int messages;
  private final int ids;
  private final int window;
  private final List<Message> underWay = new ArrayList<>();
  private int sent;
  private int most;
  private int connections;

  /** Of a message. */
  private enum State {
    SENT,
    RECEIVED
  }

  private static final class Message {
    final int id;
    State state = State.SENT;

    Message(int id) {
      this.id = id;
    }
  }

  /**
   * A broker that serves.
   *
   * @param messages how many it has for the client, with the texts 0, 1, 2…
   * @param ids how many packet ids it has
   * @param window how many messages it sends at first, and for each that is done
   */
  ReusingBroker(String topic, int messages, int ids, int window) throws IOException {
    this.topic = topic;
    this.messages = messages;
    this.ids = ids;
    this.window = window;
    Thread thread = new Thread(this::serve, "reusing-broker");
    thread.setDaemon(true);
    thread.start();
  }

  String address() {
    return "tcp://127.0.0.1:" + listener.getLocalPort();
  }

  /** How many messages are sent and not done. */
  synchronized int underWay() {
    return underWay.size();
  }

  /** How many were so at most. */
  synchronized int mostUnderWay() {
    return most;
  }

  synchronized int connections() {
    return connections;
  }

  private void serve() {
    try {
      while (true) {
        try (Socket client = listener.accept()) {
          begin();
          converse(
              new DataInputStream(client.getInputStream()),
              new DataOutputStream(client.getOutputStream()));
        }
      }
    } catch (IOException failure) {
      if (!listener.isClosed()) {
        throw new UncheckedIOException("Cannot serve", failure);
      }
    }
  }

  private synchronized void begin() {
    connections++;
  }

  private void converse(DataInputStream in, DataOutputStream out) throws IOException {
    boolean is5 = false;
    for (int header = in.read(); header >= 0; header = in.read()) {
      byte[] body = new byte[in.readByte()]; // short ones only
      in.readFully(body);
      int type = header >> 4;
      if (type == CONNECT) {
        is5 = body[6] == VERSION_5;
        write(out, 0x20, is5 ? new byte[] {0, 0, 0} : new byte[] {0, 0});
      } else if (type == SUBSCRIBE) {
        write(
            out,
            0x90,
            is5 ? new byte[] {body[0], body[1], 0, 2} : new byte[] {body[0], body[1], 2});
        send(out, is5);
      } else if (type == PINGREQ) {
        write(out, 0xD0, new byte[0]);
      } else if (type == PUBREC) {
        received(number(body), out);
      } else if (type == PUBCOMP) {
        done(number(body));
        send(out, is5);
      } else if (type == DISCONNECT) {
        return;
      }
      out.flush();
    }
  }

  private static int number(byte[] body) {
    return ((body[0] & 0xFF) << 8) | (body[1] & 0xFF);
  }

  private static void write(DataOutputStream out, int header, byte[] body) throws IOException {
    out.write(header);
    out.write(body.length);
    out.write(body);
  }

  private synchronized void send(DataOutputStream out, boolean is5) throws IOException {
    for (int i = 0; i < window && sent < messages; i++) {
      Message message = new Message(sent % ids + 1);
      underWay.add(message);
      most = Math.max(most, underWay.size());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream body = new DataOutputStream(bytes);
      body.writeUTF(topic);
      body.writeShort(message.id);
      if (is5) {
        body.write(0);
      }
      body.writeBytes(Integer.toString(sent++));
      write(out, 0x34, bytes.toByteArray());
    }
  }

  private Message oldest(int id) throws IOException {
    return underWay.stream()
        .filter(message -> message.id == id)
        .findFirst()
        .orElseThrow(() -> new IOException("no message is under way with the id " + id));
  }

  private synchronized void received(int id, DataOutputStream out) throws IOException {
    oldest(id).state = State.RECEIVED;
    write(out, 0x62, new byte[] {(byte) (id >> 8), (byte) id});
  }

  private synchronized void done(int id) throws IOException {
    Message message = oldest(id);
    if (message.state != State.RECEIVED) {
      throw new IOException("the message with the id " + id + " is not received");
    }
    underWay.remove(message);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
