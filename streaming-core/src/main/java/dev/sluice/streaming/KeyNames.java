package dev.sluice.streaming;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The names of keys: which are the same, which are known, which is nearest. Immutable. */
final class KeyNames {

  static final String OURS = "streaming.";
  static final String SPARK = "spark.";

  /** Settings of Spark Streaming that mean nothing to Sluice, without the first word. */
  private static final Set<String> SPARK_ONLY =
      Set.of(
          "streaming.receiver.writeAheadLog.class",
          "streaming.receiver.writeAheadLog.rollingInterval",
          "streaming.receiver.writeAheadLog.closeFileAfterWrite",
          "streaming.driver.writeAheadLog.class",
          "streaming.driver.writeAheadLog.rollingIntervalSecs",
          "streaming.driver.writeAheadLog.maxFailures",
          "streaming.driver.writeAheadLog.closeFileAfterWrite",
          "streaming.driver.writeAheadLog.allowBatching",
          "streaming.driver.writeAheadLog.batchingTimeout",
          "streaming.receivedBlockTracker.writeAheadLog.rotationIntervalSecs",
          "streaming.stopSparkContextByDefault",
          "streaming.sessionByKey.deltaChainThreshold",
          "streaming.dynamicAllocation.enabled",
          "streaming.dynamicAllocation.testing",
          "streaming.dynamicAllocation.minExecutors",
          "streaming.dynamicAllocation.maxExecutors",
          "streaming.dynamicAllocation.scalingInterval",
          "streaming.dynamicAllocation.scalingUpRatio",
          "streaming.dynamicAllocation.scalingDownRatio",
          "streaming.clock",
          "streaming.manualClock.jump",
          "streaming.kafka.maxRatePerPartition",
          "streaming.kafka.minRatePerPartition",
          "streaming.kafka.maxRetries",
          "streaming.kafka.consumer.cache.enabled",
          "streaming.kafka.consumer.cache.initialCapacity",
          "streaming.kafka.consumer.cache.maxCapacity",
          "streaming.kafka.consumer.cache.loadFactor",
          "streaming.kafka.consumer.poll.ms",
          "streaming.kafka.allowNonConsecutiveOffsets",
          "streaming.kinesis.retry.maxAttempts",
          "streaming.kinesis.retry.waitTime",
          "streaming.internal.batchTime",
          "streaming.internal.outputOpId");

  private static final Map<String, String> CANONICAL = canonicalNames();

  private KeyNames() {}

  private static Map<String, String> canonicalNames() {
    Map<String, String> names = new HashMap<>();
    for (ConfKey<?> key : ConfKeys.all()) {
      names.put(key.name(), key.name());
      key.aliases().forEach(alias -> names.put(alias, key.name()));
    }
    return Map.copyOf(names);
  }

  /** Returns the name under which the setting that {@code name} means is kept. */
  static String canonical(String name) {
    String ours = name.startsWith(SPARK + OURS) ? name.substring(SPARK.length()) : name;
    return CANONICAL.getOrDefault(ours, ours);
  }

  /** Returns what the user should know about a canonical name; empty if it is as it should be. */
  static Optional<String> warning(String name) {
    if (!name.startsWith(OURS) || CANONICAL.containsKey(name)) {
      return Optional.empty();
    }
    if (SPARK_ONLY.contains(name)) {
      return Optional.of(name + " is known from Spark Streaming, has no effect here");
    }
    String nearest = nearest(name);
    String note = SPARK_ONLY.contains(nearest) ? ", which has no effect here either" : "";
    return Optional.of(
        name + " is unknown and has no effect; the nearest known name is " + nearest + note);
  }

  private static String nearest(String name) {
    Stream<String> known =
        Stream.concat(ConfKeys.all().stream().map(ConfKey::name), SPARK_ONLY.stream().sorted());
    return known.min(Comparator.comparingInt(other -> distance(name, other))).orElse(name);
  }

  /** Returns how many characters must be inserted, removed or replaced to turn a into b. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
