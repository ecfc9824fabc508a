package dev.sluice.testkit.receiver;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A source of lines that each are sent once, to whoever is connected; and receivers for it, which
 * subclasses make. Thread-safe as {@link LoopbackServer} is.
 */
public abstract class LineFeed implements ReceiverHarness<String> {
  /** Longer lines are for {@link #produceUndecodable}. */
  public static final int MAX_LINE_BYTES = 64;

  private final Server server = new Server();

  /** An empty source. */
  protected LineFeed() throws IOException {}

  /** Where to connect to. */
  protected final int port() {
    return server.port();
  }

  @Override
  public Set<Behaviour> behaviours() {
    return EnumSet.complementOf(EnumSet.of(Behaviour.RELIABLE, Behaviour.SECRET));
  }

  @Override
  public List<String> produce(int n) {
    return server.produce(n);
  }

  @Override
  public void cut() {
    server.cutAll();
  }

  @Override
  public void restore() {
    server.uncut();
  }

  @Override
  public long sent() {
    return server.sent();
  }

  @Override
  public int connections() {
    return server.openConnections();
  }

  @Override
  public void produceUndecodable() {
    server.send("too long: " + "x".repeat(MAX_LINE_BYTES));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** Sends lines. */
  private static final class Server extends LoopbackServer {
    private final Deque<String> waiting = new ArrayDeque<>();
    private int made;
    private long sent;

    Server() throws IOException {}

    synchronized List<String> produce(int n) {
      List<String> lines = new ArrayList<>(n);
      for (int line = 0; line < n; line++) {
        lines.add("line " + made++);
      }
      lines.forEach(this::send);
      return lines;
    }

    synchronized void send(String line) {
      waiting.add(line);
      notifyAll();
    }

    synchronized long sent() {
      return sent;
    }

    @Override
    void heard(Connection from, String line) {}

    @Override
    void left(Connection gone) {}

    @Override
    String next(Connection to) {
      if (!waiting.isEmpty()) {
        sent++;
      }
      return waiting.poll();
    }
  }
}
