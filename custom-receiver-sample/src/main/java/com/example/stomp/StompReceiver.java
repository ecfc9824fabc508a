package com.example.stomp;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.ReadingReceiver;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

// snippet: StompReceiver
/**
 * Receives texts from a queue of a broker that speaks STOMP 1.2, such as ActiveMQ, Artemis or
 * RabbitMQ. A message is acknowledged once it is safe; the broker sends again what was not.
 *
 * <p>One thread reads; the core acknowledges on another. Both write, guarded by the connection's
 * monitor.
 */
public final class StompReceiver extends ReadingReceiver<String, String> {
  private static final long serialVersionUID = 1L;
  private static final int CONNECT_TIMEOUT_MS = 10_000;
  private static final int BEAT_MS = 10_000;

  private final String host;
  private final int port;
  private final String login;
  private final String passcode;
  private final String queue;
  private transient volatile Connection connection;

  /** A receiver that is not started. */
  public StompReceiver(String host, int port, String login, String passcode, String queue) {
    super(StorageLevel.MEMORY_AND_DISK);
    this.host = host;
    this.port = port;
    this.login = login;
    this.passcode = passcode;
    this.queue = queue;
  }

  @Override
  protected void read() throws Exception {
    Socket socket = closeOnStop(new Socket());
    socket.connect(new InetSocketAddress(host, port), CONNECT_TIMEOUT_MS);
    Connection broker = new Connection(socket);
    connection = broker;
    broker.logIn(host, login, passcode);
    broker.subscribe(queue);
    for (StompFrame frame = broker.read(); frame != null; frame = broker.read()) {
      if (!frame.command().equals("MESSAGE")) {
        throw new IOException("The broker sent " + frame.command() + ", expected MESSAGE");
      }
      receive(broker, frame);
    }
  }

  private void receive(Connection broker, StompFrame message) throws IOException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message.body())).toString();
    } catch (CharacterCodingException notText) {
      count("messages that are no text", 1);
      broker.acknowledge(List.of(message.header("ack")));
      return;
    }
    store(text, message.header("ack"));
  }

  @Override
  protected void acknowledge(List<String> positions) throws IOException {
    connection.acknowledge(positions);
  }

  @Override
  public String toString() {
    return "STOMP receiver of " + queue + " at " + host + ":" + port;
  }

  // end of snippet

  /** A connection to the broker. Confined to the reading thread, but for what is synchronized. */
  private static final class Connection {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Connection(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream());
      this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    /** Never shows what the broker says about it: brokers may repeat what they were sent. */
    void logIn(String host, String login, String passcode) throws IOException {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(CONNECT_TIMEOUT_MS);
      write(
          StompFrame.of(
              "CONNECT",
              Map.of(
                  "accept-version", "1.2",
                  "host", host,
                  "login", login,
                  "passcode", passcode,
                  "heart-beat", "0," + BEAT_MS)));
      StompFrame answer = read();
      if (answer == null || !answer.command().equals("CONNECTED")) {
        throw new IOException(
            "The broker answered %s to the login, expected CONNECTED"
                .formatted(answer == null ? "nothing" : answer.command()));
      }
      boolean beats = answer.header("heart-beat").matches("0*[1-9][0-9]*,.*");
      socket.setSoTimeout(beats ? 3 * BEAT_MS : 0);
    }

    void subscribe(String queue) throws IOException {
      write(
          StompFrame.of(
              "SUBSCRIBE", Map.of("id", "0", "destination", queue, "ack", "client-individual")));
    }

    /** The next frame, or null if the broker has closed the connection. */
    StompFrame read() throws IOException {
      return StompFrame.read(in);
    }

    synchronized void acknowledge(List<String> ids) throws IOException {
      for (String id : ids) {
        StompFrame.of("ACK", Map.of("id", id)).writeTo(out);
      }
      out.flush();
    }

    private synchronized void write(StompFrame frame) throws IOException {
      frame.writeTo(out);
      out.flush();
    }
  }
}
