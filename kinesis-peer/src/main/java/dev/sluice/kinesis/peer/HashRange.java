package dev.sluice.kinesis.peer;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A part of the 128 bits that partition keys are hashed to, both ends included. Immutable. */
record HashRange(BigInteger first, BigInteger last) {
  private static final BigInteger SIZE = BigInteger.ONE.shiftLeft(128);

  /** The part of one of so many shards that share all evenly. */
  static HashRange of(int index, int shards) {
    BigInteger count = BigInteger.valueOf(shards);
    return new HashRange(
        SIZE.multiply(BigInteger.valueOf(index)).divide(count),
        SIZE.multiply(BigInteger.valueOf(index + 1L)).divide(count).subtract(BigInteger.ONE));
  }

  /** What a key is hashed to. */
  static BigInteger hash(String partitionKey) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(partitionKey.getBytes(StandardCharsets.UTF_8));
      return new BigInteger(1, digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash a partition key", e);
    }
  }

  boolean contains(BigInteger hash) {
    return hash.compareTo(first) >= 0 && hash.compareTo(last) <= 0;
  }

  BigInteger middle() {
    return first.add(last).shiftRight(1).add(BigInteger.ONE);
  }

  HashRange below(BigInteger start) {
    return new HashRange(first, start.subtract(BigInteger.ONE));
  }

  HashRange from(BigInteger start) {
    return new HashRange(start, last);
  }

  boolean isBefore(HashRange other) {
    return last.add(BigInteger.ONE).equals(other.first);
  }

  HashRange and(HashRange next) {
    return new HashRange(first, next.last);
  }
}
