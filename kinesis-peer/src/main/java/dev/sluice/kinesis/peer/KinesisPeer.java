package dev.sluice.kinesis.peer;

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
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Kinesis, as far as the connector needs it, and DynamoDB in a process of their own on 127.0.0.1,
 * which ends with the process that started it. Streams and tables are in its memory. Thread-safe:
 * the process is.
 */
public final class KinesisPeer implements Closeable {
  private static final int HEAP_MB = 384;
  private static final int OK = 200;
  private static final int PATIENCE_MS = 60_000;

  private final Path directory;
  private final int kinesisPort;
  private final int dynamoDbPort;
  private final BrokerProcess process;

  private KinesisPeer(Path directory, int kinesisPort, int dynamoDbPort, BrokerProcess process) {
    this.directory = directory;
    this.kinesisPort = kinesisPort;
    this.dynamoDbPort = dynamoDbPort;
    this.process = process;
  }

  /** A record to put. */
  public record Entry(String partitionKey, ByteBuffer data) {}

  /** A row of the table of leases: the checkpoint as sequence and sub-sequence number. */
  public record Lease(String shard, String sequenceNumber, long subSequenceNumber, String owner) {}

  /** A peer on free ports; it runs on return. */
  public static KinesisPeer start() throws IOException {
    Path directory = Files.createTempDirectory("kinesis-peer");
    int kinesisPort = FreePort.any();
    int dynamoDbPort = FreePort.any();
    List<String> ports = List.of(Integer.toString(kinesisPort), Integer.toString(dynamoDbPort));
    BrokerJars jars = new BrokerJars(PeerMain.class, "kinesis-peer");
    try {
      return new KinesisPeer(
          directory,
          kinesisPort,
          dynamoDbPort,
          BrokerProcess.start(jars, HEAP_MB, ports, directory.resolve("peer.log")));
    } catch (IOException | RuntimeException failure) {
      Directories.delete(directory);
      throw failure;
    }
  }

  /** Where Kinesis is, and the token service and CloudWatch. */
  public URI kinesis() {
    return URI.create("http://127.0.0.1:" + kinesisPort);
  }

  /** Where DynamoDB is. */
  public URI dynamoDb() {
    return URI.create("http://127.0.0.1:" + dynamoDbPort);
  }

  /** The id of the access key that is let in; its secret may be anything. */
  public static String accessKeyId() {
    return Access.KEY;
  }

  /** Creates a stream with so many shards. */
  public void create(String stream, int shards) throws IOException {
    order("create", Map.of("stream", stream, "shards", Integer.toString(shards)), "");
  }

  /**
   * The same after {@link #prepare}, so that an application which waits for the stream finds its
   * table.
   */
  public void create(String stream, int shards, String application) throws IOException {
    order(
        "create",
        Map.of("stream", stream, "shards", Integer.toString(shards), "application", application),
        "");
  }

  /** Puts records; they are there on return. */
  public void put(String stream, List<Entry> records) throws IOException {
    String lines =
        records.stream()
            .map(each -> line(each.partitionKey(), each.data()))
            .collect(Collectors.joining("\n"));
    order("put", Map.of("stream", stream), lines);
  }

  private static String line(String key, ByteBuffer data) {
    return key
        + "\t\t"
        + StandardCharsets.ISO_8859_1.decode(Base64.getEncoder().encode(data.duplicate()));
  }

  /** The ids of the shards that are open. */
  public List<String> shards(String stream) throws IOException {
    return order("shards", Map.of("stream", stream), "").lines().toList();
  }

  /** Replaces a shard by two halves. */
  public void split(String stream, String shard) throws IOException {
    order("split", Map.of("stream", stream, "shard", shard), "");
  }

  /** Replaces two shards that are neighbours by one. */
  public void merge(String stream, String shard, String next) throws IOException {
    order("merge", Map.of("stream", stream, "shard", shard, "next", next), "");
  }

  /** Has all reads refused for so long, as if there were too many. */
  public void refuseReads(Duration time) throws IOException {
    order("refuse-reads", Map.of("ms", Long.toString(time.toMillis())), "");
  }

  /** How many reads were refused. */
  public long refused() throws IOException {
    return Long.parseLong(order("refused", Map.of(), ""));
  }

  /** How many records were handed out, each as often as it was. */
  public long sent() throws IOException {
    return Long.parseLong(order("sent", Map.of(), ""));
  }

  /**
   * Makes the table of leases of a new application, which then begins with the oldest records and
   * without a wait of up to a minute.
   */
  public void prepare(String application, String stream) throws IOException {
    order("prepare", Map.of("application", application, "stream", stream), "");
  }

  /** The table of leases of an application, by shard. */
  public List<Lease> leases(String application) throws IOException {
    return order("leases", Map.of("application", application), "")
        .lines()
        .map(line -> line.split("\t", -1))
        .map(parts -> new Lease(parts[0], parts[1], Long.parseLong(parts[2]), parts[3]))
        .toList();
  }

  /**
   * How many records of a stream the checkpoints of an application cover; an aggregate counts as
   * one from its first record on.
   */
  public int checkpointed(String application, String stream) throws IOException {
    return Integer.parseInt(
        order("checkpointed", Map.of("application", application, "stream", stream), ""));
  }

  private String order(String name, Map<String, String> arguments, String body) throws IOException {
    String query =
        arguments.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    URI place = kinesis().resolve("/orders/" + name + "?" + query);
    HttpURLConnection connection = (HttpURLConnection) place.toURL().openConnection();
    connection.setReadTimeout(PATIENCE_MS);
    connection.setDoOutput(true);
    try (OutputStream ask = connection.getOutputStream()) {
      ask.write(body.getBytes(StandardCharsets.UTF_8));
    }
    boolean isDone = connection.getResponseCode() == OK;
    try (InputStream stream = isDone ? connection.getInputStream() : connection.getErrorStream()) {
      String answer = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      if (!isDone) {
        throw new IOException("Cannot %s: the peer says %s".formatted(name, answer));
      }
      return answer;
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Ends the process, and with it all streams and tables. */
  @Override
  public void close() throws IOException {
    process.kill();
    Directories.delete(directory);
  }
}
