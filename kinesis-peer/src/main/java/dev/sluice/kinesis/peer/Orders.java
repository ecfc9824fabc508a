package dev.sluice.kinesis.peer;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What tests and examples have the peer do, and ask it, in plain text: who starts the peer needs no
 * client of Kinesis for that. Thread-safe: its parts are.
 */
final class Orders {
  private final Streams streams;
  private final LeaseTable leases;

  Orders(Streams streams, LeaseTable leases) {
    this.streams = streams;
    this.leases = leases;
  }

  String carryOut(String name, Map<String, String> arguments, byte[] body)
      throws IOException, InterruptedException {
    return switch (name) {
      case "create" -> {
        create(
            new DataStream(
                argument(arguments, "stream"), Integer.parseInt(argument(arguments, "shards"))),
            arguments.get("application"));
        yield "";
      }
      case "put" -> put(stream(arguments), new String(body, StandardCharsets.UTF_8));
      case "split" -> {
        Shard shard = stream(arguments).shard(argument(arguments, "shard"));
        stream(arguments).split(shard.id(), shard.range().middle());
        yield "";
      }
      case "merge" -> {
        stream(arguments).merge(argument(arguments, "shard"), argument(arguments, "next"));
        yield "";
      }
      case "shards" ->
          stream(arguments).shards().stream()
              .filter(Shard::isOpen)
              .map(Shard::id)
              .collect(Collectors.joining("\n"));
      case "refuse-reads" -> {
        streams.refuseReads(Long.parseLong(argument(arguments, "ms")));
        yield "";
      }
      case "sent" -> Long.toString(streams.sent());
      case "refused" -> Long.toString(streams.throttled());
      case "prepare" -> {
        leases.prepare(argument(arguments, "application"), stream(arguments));
        yield "";
      }
      case "checkpointed" ->
          Integer.toString(checkpointed(stream(arguments), argument(arguments, "application")));
      case "leases" -> leases.list(argument(arguments, "application"));
      default -> throw new IllegalArgumentException("No order " + name);
    };
  }

  private void create(DataStream stream, @Nullable String application)
      throws IOException, InterruptedException {
    if (application != null) {
      leases.prepare(application, stream);
    }
    streams.add(stream);
  }

  private static String argument(Map<String, String> arguments, String name) {
    String found = arguments.get(name);
    if (found == null) {
      throw new IllegalArgumentException("No argument " + name);
    }
    return found;
  }

  private DataStream stream(Map<String, String> arguments) {
    return streams.get(argument(arguments, "stream"));
  }

  /** Each line is a partition key, a hash or nothing, and the data in Base64; tabs between. */
  private static String put(DataStream stream, String lines) {
    return lines
        .lines()
        .map(line -> line.split("\t", -1))
        .map(
            parts ->
                stream.put(
                    parts[0],
                    parts[1].isEmpty() ? HashRange.hash(parts[0]) : new BigInteger(parts[1]),
                    Base64.getDecoder().decode(parts[2])))
        .map(put -> put.shard() + "\t" + put.record().number())
        .collect(Collectors.joining("\n"));
  }

  private int checkpointed(DataStream stream, String application)
      throws IOException, InterruptedException {
    return leases
        .list(application)
        .lines()
        .map(line -> line.split("\t", -1))
        .mapToInt(parts -> before(stream.shard(parts[0]), parts[1]))
        .sum();
  }

  /** How many records a checkpoint covers. */
  private static int before(Shard shard, String checkpoint) {
    return switch (checkpoint) {
      case "SHARD_END" -> shard.size();
      case "TRIM_HORIZON", "LATEST", "AT_TIMESTAMP" -> 0;
      default -> shard.indexOf(new BigInteger(checkpoint).add(BigInteger.ONE));
    };
  }
}
