package dev.sluice.flume;

import java.io.FilterInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What a connection brings, as long as it brings it in time: however small the pieces are in which
 * it comes. Confined to the connection's thread.
 */
final class TimedInput extends FilterInputStream {
  private final Socket socket;
  private long deadline;

  /** Nothing is in time until {@link #allow}. */
  TimedInput(Socket socket) throws IOException {
    super(socket.getInputStream());
    this.socket = socket;
    this.deadline = System.nanoTime();
  }

  /** What is read from now on has to come within this time. */
  void allow(Duration longest) {
    deadline = System.nanoTime() + longest.toNanos();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (leftMs <= 0) {
      throw new SocketTimeoutException("The time for a call is over");
    }
    socket.setSoTimeout((int) leftMs);
    return in.read(bytes, offset, length);
  }
}
