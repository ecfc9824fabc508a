package dev.sluice.twitter.peer;

import dev.sluice.broker.BrokerJars;
import dev.sluice.broker.BrokerProcess;
import dev.sluice.broker.Directories;
import dev.sluice.broker.FreePort;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A server that speaks as X does, in a process of its own on 127.0.0.1 which ends with the one that
 * started it. It has the filtered stream, the sampled streams and the rules of version 2, and
 * {@code /1.1/} of version 1.1. What is posted goes to all that are connected, to those of a
 * filtered stream with the rules that match; back-fill gives posts of up to five minutes again.
 * Thread-safe: immutable but for the process.
 */
public final class TwitterPeer implements Closeable {
  /** The token that it takes for version 2. */
  public static final String TOKEN = "AAAAAAAAAAAAAAAApeer%2Btoken%3D";

  /** The keys that it takes for version 1.1; the keys that are no secrets may be any. */
  public static final String CONSUMER_SECRET = "peer-consumer-secret";

  /** The second of the keys. */
  public static final String TOKEN_SECRET = "peer-token-secret";

  private static final BrokerJars JARS = new BrokerJars(PeerServer.class, "twitter-peer");
  private static final int HEAP_MB = 256;

  private final BrokerProcess process;
  private final int port;
  private final Path directory;

  private TwitterPeer(BrokerProcess process, int port, Path directory) {
    this.process = process;
    this.port = port;
    this.directory = directory;
  }

  /** A server on a free port; it serves on return. */
  public static TwitterPeer start() throws IOException {
    int port = FreePort.any();
    Path directory = Files.createTempDirectory("twitter-peer");
    List<String> arguments = List.of(Integer.toString(port));
    try {
      BrokerProcess process =
          BrokerProcess.start(JARS, HEAP_MB, arguments, directory.resolve("peer.log"));
      return new TwitterPeer(process, port, directory);
    } catch (IOException | RuntimeException failure) {
      Directories.delete(directory);
      throw failure;
    }
  }

  /** Where it is, for version 2; version 1.1 is at {@code /1.1/} there. */
  public String baseUrl() {
    return "http://127.0.0.1:" + port;
  }

  /** Its port. */
  public int port() {
    return port;
  }

  /** Posts a text; returns the post's id. */
  public long post(String text) throws IOException {
    return posts(1, text).get(0);
  }

  /** Posts a text so many times; returns the ids. */
  public List<Long> posts(int n, String text) throws IOException {
    return numbers(control("posts?n=" + n, text));
  }

  /** How often an empty line is sent if there is nothing else, and how many may be connected. */
  public void set(int keepAliveMs, int mostConnections) throws IOException {
    control("settings?keepAliveMs=%d&connections=%d".formatted(keepAliveMs, mostConnections), "");
  }

  /** Sends a line to all that are connected, whatever it is; each char is a byte. */
  public void say(String line) throws IOException {
    control("say", line);
  }

  /** Begins a post, and breaks all streams in the middle of it. */
  public void cut() throws IOException {
    control("cut", "");
  }

  /** Sends nothing more to those that are connected now. */
  public void stall() throws IOException {
    control("stall", "");
  }

  /** Ends all streams, saying why. */
  public void disconnect() throws IOException {
    control("disconnect", "");
  }

  /** Ends all streams. */
  public void end() throws IOException {
    control("close", "");
  }

  /** Refuses the next that ask for a stream. */
  public void refuse(int status, int times) throws IOException {
    control("refuse?status=%d&times=%d".formatted(status, times), "");
  }

  /** Refuses the next one that asks for a stream until so many seconds from now, as it says. */
  public void limit(int resetSeconds) throws IOException {
    control("refuse?status=429&times=1&reset=" + resetSeconds, "");
  }

  /** How many streams there are. */
  public int connections() throws IOException {
    return Integer.parseInt(control("connections", ""));
  }

  /** The ids of posts that were written whole, once for each stream. */
  public List<Long> sent() throws IOException {
    return numbers(control("sent", ""));
  }

  /** The requests for streams so far: method, path, parameters. */
  public List<String> asked() throws IOException {
    return control("asked", "").lines().toList();
  }

  private static List<Long> numbers(String lines) {
    return lines.lines().map(Long::valueOf).toList();
  }

  private String control(String command, String body) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(baseUrl() + Control.PATH + command).toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body.getBytes(StandardCharsets.UTF_8));
    }
    try (InputStream in = connection.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Ends the server at once. */
  @Override
  public void close() throws IOException {
    process.kill();
    Directories.delete(directory);
  }
}
