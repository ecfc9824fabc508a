package dev.sluice.kinesis.peer;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A stream: its shards, open and closed. Thread-safe: guarded by its monitor. */
final class DataStream {
  /** Sequence numbers have 56 digits, as those of Kinesis, and grow over all shards. */
  private static final BigInteger FIRST = BigInteger.TEN.pow(54).multiply(BigInteger.valueOf(49));

  private static final BigInteger STEP = BigInteger.TEN.pow(6);

  private final String name;
  private final List<Shard> shards = new ArrayList<>();
  private final long createdMs = System.currentTimeMillis();
  private long numbers;

  DataStream(String name, int shardCount) {
    this.name = name;
    for (int i = 0; i < shardCount; i++) {
      shards.add(new Shard(nextId(), List.of(), HashRange.of(i, shardCount), nextNumber()));
    }
  }

  private String nextId() {
    return "shardId-%012d".formatted(shards.size());
  }

  private BigInteger nextNumber() {
    return FIRST.add(STEP.multiply(BigInteger.valueOf(++numbers)));
  }

  String name() {
    return name;
  }

  long createdMs() {
    return createdMs;
  }

  synchronized List<Shard> shards() {
    return List.copyOf(shards);
  }

  synchronized Shard shard(String id) {
    return shards.stream()
        .filter(shard -> shard.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedCall(
                    "ResourceNotFoundException", "Shard %s in %s not found".formatted(id, name)));
  }

  /** Where a record went. */
  record Put(String shard, StoredRecord record) {}

  synchronized Put put(String partitionKey, BigInteger hash, byte[] data) {
    Shard open =
        shards.stream()
            .filter(shard -> shard.isOpen() && shard.range().contains(hash))
            .findFirst()
            .orElseThrow();
    StoredRecord record =
        new StoredRecord(
            nextNumber(), partitionKey, ByteBuffer.wrap(data), System.currentTimeMillis());
    open.add(record);
    return new Put(open.id(), record);
  }

  /** Replaces a shard by two; the second begins at a hash. */
  synchronized void split(String id, BigInteger start) {
    Shard parent = open(id);
    if (!parent.range().contains(start) || start.equals(parent.range().first())) {
      throw new RefusedCall("InvalidArgumentException", "The hash key is not inside the shard");
    }
    BigInteger end = nextNumber();
    Shard low = child(List.of(id), parent.range().below(start));
    Shard high = child(List.of(id), parent.range().from(start));
    parent.close(end, List.of(low, high));
  }

  /** Replaces two neighbours by one shard. */
  synchronized void merge(String id, String adjacentId) {
    Shard one = open(id);
    Shard other = open(adjacentId);
    if (!one.range().isBefore(other.range()) && !other.range().isBefore(one.range())) {
      throw new RefusedCall("InvalidArgumentException", "The shards are not adjacent");
    }
    Shard low = one.range().isBefore(other.range()) ? one : other;
    Shard high = low == one ? other : one;
    BigInteger end = nextNumber();
    Shard child = child(List.of(id, adjacentId), low.range().and(high.range()));
    one.close(end, List.of(child));
    other.close(end, List.of(child));
  }

  private Shard child(List<String> parents, HashRange range) {
    Shard child = new Shard(nextId(), parents, range, nextNumber());
    shards.add(child);
    return child;
  }

  private Shard open(String id) {
    Shard found = shard(id);
    if (!found.isOpen()) {
      throw new RefusedCall("ResourceInUseException", "Shard %s is closed".formatted(id));
    }
    return found;
  }
}
