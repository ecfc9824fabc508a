package dev.sluice.mqtt;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between clients and a broker of the loopback address, reads what they say, buffers little,
 * and can be cut. It knows of each connection which payload a packet id stands for, so that it can
 * tell what the broker was told. Thread-safe: guarded by its monitor; daemon threads accept and
 * forward.
 */
final class MqttTap implements Closeable {
  private static final int CONNECT = 1;
  private static final int PUBLISH = 3;
  private static final int PUBACK = 4;
  private static final int PUBREC = 5;
  private static final int VERSION_5 = 5;
  private static final int BUFFER = 64 << 10;

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int target;
  private final Set<Socket> clients = new HashSet<>();
  private final Set<Socket> open = new HashSet<>();
  private final List<byte[]> acknowledged = new ArrayList<>();
  private final AtomicLong sent = new AtomicLong();
  private boolean cut;

  MqttTap(int targetPort) throws IOException {
    this.target = targetPort;
    startDaemon(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  synchronized int connections() {
    return clients.size();
  }

  /** How many messages clients were sent so far. */
  long sent() {
    return sent.get();
  }

  /** The payloads that clients acknowledged, at QoS 2 with the first answer, in that order. */
  synchronized List<byte[]> acknowledged() {
    return List.copyOf(acknowledged);
  }

  synchronized void cut() throws IOException {
    cut = true;
    for (Socket socket : Set.copyOf(open)) {
      end(socket);
    }
  }

  synchronized void restore() {
    cut = false;
  }

  private static void startDaemon(Runnable action) {
    Thread thread = new Thread(action, "mqtt-tap");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        connect(listener.accept());
      }
    } catch (IOException failure) {
      if (!listener.isClosed()) {
        throw new UncheckedIOException("Cannot accept connections", failure);
      }
    }
  }

  /** A connection that breaks while it comes about is that of one client; others still can. */
  private void connect(Socket client) {
    Socket broker = new Socket();
    try {
      connect(client, broker);
    } catch (IOException broken) {
      endBoth(client, broker);
    }
  }

  private synchronized void connect(Socket client, Socket broker) throws IOException {
    if (cut) {
      client.close();
      broker.close();
      return;
    }
    broker.setReceiveBufferSize(BUFFER);
    broker.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
    client.setSendBufferSize(BUFFER);
    client.setTcpNoDelay(true);
    broker.setTcpNoDelay(true);
    clients.add(client);
    open.add(client);
    open.add(broker);
    Conversation conversation = new Conversation();
    startDaemon(() -> forward(client, broker, conversation::clientSays));
    startDaemon(() -> forward(broker, client, conversation::brokerSays));
  }

  /** Hears one packet. */
  private interface Listener {
    void hear(int header, byte[] body);
  }

  private void forward(Socket from, Socket to, Listener listener) {
    try (DataInputStream in = new DataInputStream(from.getInputStream());
        OutputStream out = to.getOutputStream()) {
      for (int header = in.read(); header >= 0; header = in.read()) {
        ByteBuffer prefix = ByteBuffer.allocate(5).put((byte) header);
        byte[] body = new byte[readLength(in, prefix)];
        in.readFully(body);
        listener.hear(header, body);
        byte[] packet = new byte[prefix.position() + body.length];
        System.arraycopy(prefix.array(), 0, packet, 0, prefix.position());
        System.arraycopy(body, 0, packet, prefix.position(), body.length);
        out.write(packet);
      }
    } catch (IOException broken) {
      endBoth(from, to);
    }
    endBoth(from, to);
  }

  private static int readLength(DataInputStream in, ByteBuffer copy) throws IOException {
    int length = 0;
    int shift = 0;
    byte next;
    do {
      next = in.readByte();
      copy.put(next);
      length |= (next & 0x7F) << shift;
      shift += 7;
    } while (next < 0);
    return length;
  }

  private void endBoth(Socket one, Socket other) {
    try {
      end(one);
      end(other);
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot close a connection", failure);
    }
  }

  private synchronized void end(Socket socket) throws IOException {
    clients.remove(socket);
    open.remove(socket);
    socket.close();
  }

  /** What client and broker say to each other. */
  private final class Conversation {
    private final Map<Integer, byte[]> underWay = new HashMap<>();
    private int version;

    void clientSays(int header, byte[] body) {
      int type = header >> 4;
      synchronized (MqttTap.this) {
        if (type == CONNECT) {
          version = body[6];
        } else if (type == PUBACK || type == PUBREC) {
          byte[] payload = underWay.remove(ByteBuffer.wrap(body).getShort() & 0xFFFF);
          if (payload != null) {
            acknowledged.add(payload);
          }
        }
      }
    }

    void brokerSays(int header, byte[] body) {
      if (header >> 4 == PUBLISH) {
        sent.incrementAndGet();
        hearMessage((header >> 1) & 3, ByteBuffer.wrap(body));
      }
    }

    private void hearMessage(int qos, ByteBuffer packet) {
      int topic = packet.getShort() & 0xFFFF;
      packet.position(packet.position() + topic);
      int id = qos > 0 ? packet.getShort() & 0xFFFF : 0;
      synchronized (MqttTap.this) {
        if (version == VERSION_5) {
          int properties = packet.get(); // those of tests are short
          packet.position(packet.position() + properties);
        }
        byte[] payload = new byte[packet.remaining()];
        packet.get(payload);
        if (qos > 0) {
          underWay.put(id, payload);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }
}
