package dev.sluice.source;

import dev.sluice.function.Function;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import java.io.InputStream;
import java.time.Duration;

/**
 * Makes receivers that connect to a socket. They connect on a thread of their own; when connecting
 * fails, when the other side closes the connection, or when reading fails they restart, with the
 * supervisor's back-off, and say why. They are unreliable: what is on its way is lost with the
 * process. Stateless.
 */
public final class SocketSources {
  private SocketSources() {}

  /**
   * Receives lines of UTF-8, without their {@code \n} or {@code \r\n}. Malformed bytes are replaced
   * by U+FFFD and counted as {@code lines with malformed UTF-8}; lines that are too long are
   * skipped and counted as {@code lines too long}.
   *
   * @param port 1 to 65535
   * @param level where received blocks are kept
   * @param maxLineBytes the greatest length of a line without its end, 1 or more
   * @param connectTimeout how long connecting may take, 1 ms or more
   * @throws IllegalArgumentException if a value is out of range
   */
  public static Receiver<String> textLines(
      String host, int port, StorageLevel level, int maxLineBytes, Duration connectTimeout) {
    return new LineSocketReceiver(
        new SocketTarget(host, port, connectTimeout), level, maxLineBytes);
  }

  /**
   * Receives the records that a function reads from each connection. The receiver restarts when the
   * function or its outcome throws.
   *
   * @param port 1 to 65535
   * @param converter gets the bytes of a connection, unbuffered, and answers with records that may
   *     be read from there one by one; called on the receiver's thread
   * @param level where received blocks are kept
   * @param connectTimeout how long connecting may take, 1 ms or more
   * @throws IllegalArgumentException if a value is out of range
   */
  public static <T> Receiver<T> objects(
      String host,
      int port,
      Function<InputStream, Iterable<T>> converter,
      StorageLevel level,
      Duration connectTimeout) {
    return new ObjectSocketReceiver<>(
        new SocketTarget(host, port, connectTimeout), level, converter);
  }

  /**
   * Receives blocks that the sender has serialized as the engine does. Each comes after its length
   * in bytes, a big-endian number of four bytes, at most 256 MiB; the number of records is unknown.
   *
   * @param port 1 to 65535
   * @param level where received blocks are kept
   * @param connectTimeout how long connecting may take, 1 ms or more
   * @throws IllegalArgumentException if a value is out of range
   */
  public static <T> Receiver<T> raw(
      String host, int port, StorageLevel level, Duration connectTimeout) {
    return new RawSocketReceiver<>(new SocketTarget(host, port, connectTimeout), level);
  }
}
