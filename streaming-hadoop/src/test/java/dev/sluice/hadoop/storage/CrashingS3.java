package dev.sluice.hadoop.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * S3 for a process that dies at one of its calls: before S3 has done what was asked, or after it or
 * a part of it, and before the answer. From then on nothing works. Thread-safe: guarded by its
 * monitor.
 */
final class CrashingS3 extends S3 {
  private final Random random;
  private int left;
  private boolean dead;

  CrashingS3(HadoopFiles files, int calls, long seed) {
    super(files);
    this.left = calls;
    this.random = new Random(seed + calls);
  }

  synchronized boolean isDead() {
    return dead;
  }

  /** Counts a call that changes something; whether it is the last one. */
  private synchronized boolean isLast() throws IOException {
    if (dead) {
      throw new IOException("the process is dead");
    }
    left--;
    dead = left < 0;
    return dead;
  }

  private static IOException died() {
    return new IOException("the process died here");
  }

  @Override
  boolean make(String key, RequestBody body) throws IOException {
    boolean last = isLast();
    boolean made = (!last || random.nextBoolean()) && super.make(key, body);
    if (last) {
      throw died();
    }
    return made;
  }

  @Override
  boolean replace(String key, RequestBody body, String etag) throws IOException {
    boolean last = isLast();
    boolean replaced = (!last || random.nextBoolean()) && super.replace(key, body, etag);
    if (last) {
      throw died();
    }
    return replaced;
  }

  @Override
  void put(String key, RequestBody body) throws IOException {
    boolean last = isLast();
    if (!last || random.nextBoolean()) {
      super.put(key, body);
    }
    if (last) {
      throw died();
    }
  }

  @Override
  void delete(String key) throws IOException {
    boolean last = isLast();
    if (!last || random.nextBoolean()) {
      super.delete(key);
    }
    if (last) {
      throw died();
    }
  }

  @Override
  void delete(List<String> keys) throws IOException {
    if (keys.isEmpty()) {
      return;
    }
    boolean last = isLast();
    List<String> some = new ArrayList<>(keys);
    if (last) {
      Collections.shuffle(some, random);
      some = some.subList(0, random.nextInt(some.size() + 1));
    }
    super.delete(some);
    if (last) {
      throw died();
    }
  }
}
