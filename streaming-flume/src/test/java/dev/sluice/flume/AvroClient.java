package dev.sluice.flume;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Calls a receiver as an agent's Avro sink does, or wrongly. Confined to one thread. */
final class AvroClient implements Closeable {
  /** The hash of the protocol in Flume's classes. */
  static final byte[] FLUME = HexFormat.of().parseHex("86aadae2c45474c0fe93ffd0f2350a65");

  static final int OK = 0;
  static final int FAILED = 1;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private boolean shaken;
  private int serial;

  AvroClient(Socket socket, boolean deflates) throws IOException {
    this.socket = socket;
    InputStream read = new BufferedInputStream(socket.getInputStream());
    OutputStream written = socket.getOutputStream();
    this.in = new DataInputStream(deflates ? new InflaterInputStream(read) : read);
    this.out =
        new DataOutputStream(
            new BufferedOutputStream(
                deflates ? new DeflaterOutputStream(written, new Deflater(), 512, true) : written));
  }

  static AvroClient connect(int port) throws IOException {
    return new AvroClient(new Socket(InetAddress.getLoopbackAddress(), port), false);
  }

  /** A handshake of one whose protocol has this hash and who expects that one. */
  static AvroOutput handshake(byte[] own, byte[] expected, String text) {
    AvroOutput handshake = new AvroOutput().writeFixed(own);
    if (text == null) {
      handshake.writeLong(0);
    } else {
      handshake.writeLong(1).writeText(text);
    }
    return handshake.writeFixed(expected).writeLong(0);
  }

  /** Sends events as one batch; returns the status. */
  int appendBatch(List<FlumeEvent> events) throws IOException {
    send(call("appendBatch", events));
    return status(receive());
  }

  /** A call, with a handshake if it is the first. */
  AvroOutput call(String message, List<FlumeEvent> events) {
    AvroOutput call = shaken ? new AvroOutput() : handshake(FLUME, FLUME, null);
    call.writeLong(0).writeText(message);
    if (message.equals("appendBatch")) {
      if (!events.isEmpty()) {
        call.writeLong(events.size());
      }
      events.forEach(event -> write(call, event));
      call.writeLong(0);
    } else {
      events.forEach(event -> write(call, event));
    }
    return call;
  }

  private static void write(AvroOutput call, FlumeEvent event) {
    if (!event.headers().isEmpty()) {
      call.writeLong(event.headers().size());
    }
    event.headers().forEach((name, value) -> call.writeText(name).writeText(value));
    call.writeLong(0).writeLong(event.body().length).writeFixed(event.body());
  }

  /** Sends a frame, in pieces of which one is empty. */
  void send(AvroOutput frame) throws IOException {
    byte[] bytes = frame.toBytes();
    int half = bytes.length / 2;
    out.writeInt(++serial);
    out.writeInt(3);
    out.writeInt(half);
    out.write(bytes, 0, half);
    out.writeInt(0);
    out.writeInt(bytes.length - half);
    out.write(bytes, half, bytes.length - half);
    out.flush();
  }

  void sendRaw(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** The answer to the last frame. */
  AvroInput receive() throws IOException {
    int answered = in.readInt();
    if (answered != serial) {
      throw new IOException("found the answer to " + answered + ", expected that to " + serial);
    }
    int parts = in.readInt();
    AvroOutput bytes = new AvroOutput();
    for (int part = 0; part < parts; part++) {
      bytes.writeFixed(in.readNBytes(in.readInt()));
    }
    return new AvroInput(bytes.toBytes(), new Budget(1 << 20, "in a test"));
  }

  /** The status in an answer, which begins with a handshake that matches if it is the first. */
  int status(AvroInput answer) throws IOException {
    if (!shaken) {
      long match = answer.readLong();
      long hasText = answer.readLong();
      long hasHash = answer.readLong();
      if (match != 0 || hasText != 0 || hasHash != 0) {
        throw new IOException("found a handshake that does not match");
      }
      long unusedMeta = answer.readLong();
      shaken = true;
    }
    answer.skipMeta();
    if (answer.readFixed(1)[0] != 0) {
      throw new IOException("found an error, expected a status");
    }
    return (int) answer.readLong();
  }

  /** The handshake is done. */
  void setShaken() {
    shaken = true;
  }

  /** Whether the receiver has ended the connection, or does within this time. */
  boolean isEnded(int waitMs) throws IOException {
    socket.setSoTimeout(waitMs);
    try {
      int read = in.read();
      if (read >= 0) {
        throw new IOException("found a byte, expected none");
      }
      return true;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (EOFException | SocketException ended) {
      return true;
    } finally {
      socket.setSoTimeout(0);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
