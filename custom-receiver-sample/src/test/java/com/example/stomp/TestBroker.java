package com.example.stomp;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A broker with one queue, on the loopback address. It sends every message to the newest subscriber
 * and keeps it until it is acknowledged; what a connection leaves unacknowledged when it ends goes
 * back into the queue. While it is cut, whoever connects is disconnected. Thread-safe: its monitor
 * guards all it knows; daemon threads accept, read and write.
 */
final class TestBroker implements Closeable {
  static final String PASSCODE = "open-sesame";
  private static final int SMALL_BUFFER = 32 << 10;

  private final ServerSocket server;
  private final TreeMap<Long, byte[]> queue = new TreeMap<>();
  private final TreeMap<Long, String> texts = new TreeMap<>();
  private final List<String> acknowledged = new ArrayList<>();
  private final List<Client> clients = new ArrayList<>();
  private Client subscriber;
  private boolean cut;
  private long messages;
  private long sent;

  TestBroker() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  String host() {
    return server.getInetAddress().getHostAddress();
  }

  int port() {
    return server.getLocalPort();
  }

  synchronized List<String> produce(int n) {
    List<String> produced = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      String text = "text " + messages;
      texts.put(messages, text);
      publish(text.getBytes(StandardCharsets.UTF_8));
      produced.add(text);
    }
    return produced;
  }

  synchronized void publish(byte[] body) {
    queue.put(messages++, body);
    notifyAll();
  }

  synchronized List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  synchronized long sent() {
    return sent;
  }

  synchronized int connections() {
    return clients.size();
  }

  synchronized void cut() {
    cut = true;
    List.copyOf(clients).forEach(this::end);
  }

  synchronized void restore() {
    cut = false;
  }

  @Override
  public synchronized void close() throws IOException {
    server.close();
    cut();
  }

  private static void daemon(Runnable action) {
    Thread thread = new Thread(action, "test-broker");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        add(server.accept());
      }
    } catch (IOException e) {
      if (!server.isClosed()) {
        throw new UncheckedIOException("Cannot accept connections", e);
      }
    }
  }

  private synchronized void add(Socket socket) throws IOException {
    if (cut) {
      socket.close();
      return;
    }
    socket.setSendBufferSize(SMALL_BUFFER);
    Client client = new Client(socket, new TreeMap<>(), new ArrayList<>());
    clients.add(client);
    daemon(() -> read(client));
    daemon(() -> write(client));
  }

  private synchronized void end(Client client) {
    if (!clients.remove(client)) {
      return;
    }
    try {
      client.socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close a connection", e);
    }
    queue.putAll(client.unacknowledged);
    subscriber = subscriber == client ? null : subscriber;
    notifyAll();
  }

  private void read(Client client) {
    try (InputStream in = client.socket.getInputStream()) {
      for (StompFrame frame = StompFrame.read(in); frame != null; frame = StompFrame.read(in)) {
        hear(client, frame);
      }
    } catch (IOException broken) {
      end(client);
    }
    end(client);
  }

  private synchronized void hear(Client client, StompFrame frame) {
    if (!clients.contains(client)) {
      return;
    }
    switch (frame.command()) {
      case "CONNECT" -> {
        boolean known = frame.header("passcode").equals(PASSCODE);
        client.answers.add(StompFrame.of(known ? "CONNECTED" : "ERROR", Map.of("version", "1.2")));
      }
      case "SUBSCRIBE" -> subscriber = client;
      case "ACK" -> acknowledge(client, Long.parseLong(frame.header("id")));
      default -> end(client);
    }
    notifyAll();
  }

  private void acknowledge(Client client, long message) {
    client.unacknowledged.remove(message);
    if (texts.containsKey(message)) {
      acknowledged.add(texts.get(message));
    }
  }

  private void write(Client client) {
    try (OutputStream out = new BufferedOutputStream(client.socket.getOutputStream())) {
      for (Collection<StompFrame> next = next(client); !next.isEmpty(); next = next(client)) {
        for (StompFrame frame : next) {
          frame.writeTo(out);
        }
        out.flush();
      }
    } catch (IOException broken) {
      end(client);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for something to send; nothing if the connection has ended. */
  private synchronized Collection<StompFrame> next(Client client) throws InterruptedException {
    while (clients.contains(client)) {
      if (!client.answers.isEmpty()) {
        List<StompFrame> answers = List.copyOf(client.answers);
        client.answers.clear();
        return answers;
      }
      if (client == subscriber && !queue.isEmpty()) {
        return List.of(send(client));
      }
      wait();
    }
    return List.of();
  }

  private StompFrame send(Client client) {
    Map.Entry<Long, byte[]> message = queue.pollFirstEntry();
    client.unacknowledged.put(message.getKey(), message.getValue());
    sent++;
    String id = message.getKey().toString();
    return new StompFrame(
        "MESSAGE",
        Map.of("message-id", id, "ack", id, "content-length", "" + message.getValue().length),
        message.getValue());
  }

  /** A connection. Guarded by the broker's monitor. */
  private record Client(
      Socket socket, TreeMap<Long, byte[]> unacknowledged, List<StompFrame> answers) {
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}
