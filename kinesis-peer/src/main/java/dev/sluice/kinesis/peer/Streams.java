package dev.sluice.kinesis.peer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The streams, and what tests can do to those who read them. Thread-safe: its parts are. */
final class Streams {
  private final Map<String, DataStream> byName = new ConcurrentHashMap<>();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong throttled = new AtomicLong();
  private volatile long refusingUntilNs = System.nanoTime();

  void create(String name, int shards) {
    add(new DataStream(name, shards));
  }

  void add(DataStream stream) {
    if (byName.putIfAbsent(stream.name(), stream) != null) {
      throw new RefusedCall("ResourceInUseException", "Stream %s exists".formatted(stream.name()));
    }
  }

  DataStream get(String name) {
    DataStream found = byName.get(name);
    if (found == null) {
      throw new RefusedCall("ResourceNotFoundException", "Stream %s not found".formatted(name));
    }
    return found;
  }

  /** Has all reads refused for so long. */
  void refuseReads(long ms) {
    refusingUntilNs = System.nanoTime() + ms * 1_000_000;
  }

  /** Counts a read of a shard. */
  void admitRead(Shard shard) {
    if (System.nanoTime() < refusingUntilNs || !shard.admitsRead()) {
      throttled.incrementAndGet();
      throw new RefusedCall(
          "ProvisionedThroughputExceededException",
          "Rate exceeded for shard %s".formatted(shard.id()));
    }
  }

  void countSent(int records) {
    sent.addAndGet(records);
  }

  /** How many records were handed out, each as often as it was. */
  long sent() {
    return sent.get();
  }

  /** How many reads were refused. */
  long throttled() {
    return throttled.get();
  }
}
