package dev.sluice.twitter.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.zip.GZIPOutputStream;

/**
 * One client that reads a stream: chunks of lines, with an empty one when nothing happens.
 * Thread-safe: others put events into a queue, the connection's thread writes.
 */
final class OpenStream {
  private final Kind kind;
  private final LongSupplier keepAliveMs;
  private final Consumer<PeerPost> sent;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  /** What it has. */
  enum Kind {
    /** Posts that match rules, of version 2. */
    FILTERED,
    /** All posts, of version 2. */
    SAMPLED,
    /** All posts, of version 1.1. */
    OLD
  }

  /**
   * A stream to which nothing was written.
   *
   * @param keepAliveMs after how long without a post an empty line is sent
   * @param sent told of each post that was written whole
   */
  OpenStream(Kind kind, LongSupplier keepAliveMs, Consumer<PeerPost> sent) {
    this.kind = kind;
    this.keepAliveMs = keepAliveMs;
    this.sent = sent;
  }

  Kind kind() {
    return kind;
  }

  void add(Event event) {
    events.add(event);
  }

  /** Writes until the stream ends, by itself or because the client is gone. */
  void write(InputStream in, OutputStream socket, boolean zipped, Map<String, String> headers)
      throws IOException, InterruptedException {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Content-Type", "application/json; charset=utf-8");
    all.put("Transfer-Encoding", "chunked");
    if (zipped) {
      all.put("Content-Encoding", "gzip");
    }
    socket.write(Answer.head(200, all));
    socket.flush();
    Chunks chunks = new Chunks(socket);
    OutputStream out = zipped ? new GZIPOutputStream(chunks, 512, true) : chunks;
    boolean goesOn = true;
    while (goesOn) {
      Event event = events.poll(keepAliveMs.getAsLong(), TimeUnit.MILLISECONDS);
      goesOn = event == null ? line(out, new byte[0]) : happens(event, out);
      if (event instanceof Event.Stall) {
        awaitEnd(in);
      }
    }
  }

  /** Whether the stream goes on. */
  private boolean happens(Event event, OutputStream out) throws IOException {
    if (event instanceof Event.Send send) {
      line(out, bytes(send.line()));
      sent.accept(send.post());
      return true;
    } else if (event instanceof Event.Say say) {
      return line(out, say.bytes().getBytes(StandardCharsets.ISO_8859_1));
    } else if (event instanceof Event.Cut cut) {
      byte[] whole = bytes(cut.line());
      out.write(whole, 0, whole.length / 2);
      out.flush();
    } else if (event instanceof Event.Disconnect disconnect) {
      line(out, bytes(disconnect.message()));
      out.close();
    } else if (event instanceof Event.Close) {
      out.close();
    }
    return false;
  }

  /** A client says nothing more until it ends the connection. */
  private static void awaitEnd(InputStream in) throws IOException {
    int read = in.read();
    while (read >= 0) {
      read = in.read();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean line(OutputStream out, byte[] text) throws IOException {
    byte[] line = new byte[text.length + 2];
    System.arraycopy(text, 0, line, 0, text.length);
    line[text.length] = '\r';
    line[text.length + 1] = '\n';
    out.write(line);
    out.flush();
    return true;
  }

  /** Writes each piece as a chunk of HTTP. */
  private static final class Chunks extends OutputStream {
    private final OutputStream socket;

    Chunks(OutputStream socket) {
      this.socket = socket;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length > 0) {
        socket.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.write(bytes, offset, length);
        socket.write(new byte[] {'\r', '\n'});
      }
    }

    @Override
    public void flush() throws IOException {
      socket.flush();
    }

    @Override
    public void close() throws IOException {
      socket.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.flush();
    }
  }
}
