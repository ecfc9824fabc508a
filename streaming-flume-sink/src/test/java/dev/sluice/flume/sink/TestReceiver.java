package dev.sluice.flume.sink;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Talks to a sink as a receiver does. Confined to one thread. */
final class TestReceiver implements Closeable {
  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  private TestReceiver(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
    this.out = new DataOutputStream(socket.getOutputStream());
  }

  static TestReceiver greet(int port) throws IOException {
    return greet(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  static TestReceiver greet(Socket connected) throws IOException {
    TestReceiver receiver = new TestReceiver(connected);
    receiver.out.write(Wire.bytes("greeting"));
    byte[] answer = receiver.in.readNBytes(12);
    if (answer.length < 12) {
      connected.close();
      throw new IOException("The sink has refused");
    }
    return receiver;
  }

  /** What was handed out. */
  record Batch(long number, List<String> texts) {}

  Batch take(int most, int waitMs) throws IOException {
    out.write(SinkProtocol.TAKE);
    out.writeInt(most);
    out.writeInt(waitMs);
    int answer = in.read();
    if (answer == SinkProtocol.FAILED) {
      throw new IOException(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
    }
    if (answer != SinkProtocol.BATCH) {
      throw new IOException("found " + answer + ", expected a batch");
    }
    long number = in.readLong();
    List<String> texts = new ArrayList<>();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      int headers = in.readInt();
      for (int text = 0; text < 2 * headers; text++) {
        in.skipNBytes(in.readInt());
      }
      texts.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
    }
    return new Batch(number, texts);
  }

  boolean acknowledge(Batch batch) throws IOException {
    return settle(SinkProtocol.ACK, batch.number());
  }

  boolean reject(Batch batch) throws IOException {
    return settle(SinkProtocol.NACK, batch.number());
  }

  boolean settle(int how, long number) throws IOException {
    out.write(how);
    out.writeLong(number);
    if (in.read() != SinkProtocol.DONE) {
      throw new IOException("expected that it is done");
    }
    return in.read() == 1;
  }

  void keep() throws IOException {
    out.write(SinkProtocol.KEEP);
  }

  void sendRaw(int message) throws IOException {
    out.write(message);
  }

  /** Waits until the sink ends the connection. */
  boolean awaitEnd() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
