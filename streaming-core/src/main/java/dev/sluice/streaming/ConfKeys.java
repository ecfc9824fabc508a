package dev.sluice.streaming;

import dev.sluice.io.ClassNames;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The settings that have an effect. Every name that begins with {@code streaming.} may also be
 * written {@code spark.streaming.}. Immutable.
 */
public final class ConfKeys {

  /** Where the program runs: {@code local[4]}. Required. */
  public static final ConfKey<String> MASTER =
      ConfKey.text("streaming.master", "Where the program runs, such as `local[4]`.")
          .alias("spark.master");

  /** The program's name. Required. */
  public static final ConfKey<String> APP_NAME =
      ConfKey.text("streaming.appName", "The name of the program.").alias("spark.app.name");

  /**
   * Number of partitions of a shuffle where the program names none; the engine's choice if unset.
   */
  public static final ConfKey<Optional<Integer>> DEFAULT_PARALLELISM =
      ConfKey.integer(
              "streaming.defaultParallelism",
              "Number of partitions of a shuffle where the program names none."
                  + " Unset: the number of task threads.")
          .alias("spark.default.parallelism")
          .where(partitions -> partitions >= 1, "at least 1")
          .optional();

  /** How long a receiver collects records into one block; as the batches need it if unset. */
  public static final ConfKey<Optional<Duration>> BLOCK_INTERVAL =
      positive(
              ConfKey.duration(
                  "streaming.blockInterval",
                  ChronoUnit.MILLIS,
                  "How long a receiver collects records into one block. A batch has about batch"
                      + " interval / block interval partitions per receiver. Unset: so that a batch"
                      + " has about two blocks for each task thread, from 5 to 200 ms."))
          .optional();

  /** How many blocks of a receiver may wait to be stored before the receiver has to wait. */
  public static final ConfKey<Integer> BLOCK_QUEUE_SIZE =
      ConfKey.integer(
              "streaming.blockQueueSize",
              "How many blocks of a receiver may wait to be stored before the receiver has to wait.")
          .where(blocks -> blocks >= 1, "at least 1")
          .withDefault("10");

  /** Most records per second of one receiver; no limit if not positive. */
  public static final ConfKey<Long> RECEIVER_MAX_RATE =
      ConfKey.longInteger(
              "streaming.receiver.maxRate",
              "Most records per second of one receiver. 0 or less: no limit.")
          .withDefault("0");

  /** Records per second that a receiver begins with; {@link #RECEIVER_MAX_RATE} if unset. */
  public static final ConfKey<Optional<Long>> INITIAL_RATE =
      ConfKey.longInteger(
              "streaming.backpressure.initialRate",
              "Records per second that a receiver begins with, at most its"
                  + " `streaming.receiver.maxRate`. Unset: that rate. It counts until"
                  + " `streaming.backpressure.enabled` gives another. A source without receiver may"
                  + " begin with it, too.")
          .where(rate -> rate >= 1, "at least 1")
          .optional();

  /** How long a receiver that failed or asked for it waits before it starts again. */
  public static final ConfKey<Duration> RECEIVER_RESTART_DELAY =
      ConfKey.duration(
              "streaming.receiverRestartDelay",
              ChronoUnit.MILLIS,
              "How long a receiver that failed or asked for it waits before it starts again."
                  + " Doubles with every failure in a row.")
          .withDefault("2000ms");

  /** What {@link #RECEIVER_RESTART_DELAY} grows to at most. */
  public static final ConfKey<Duration> RECEIVER_MAX_RESTART_DELAY =
      ConfKey.duration(
              "streaming.receiver.maxRestartDelay",
              ChronoUnit.MILLIS,
              "What the delay of restarts grows to at most; not shorter than"
                  + " `streaming.receiverRestartDelay`.")
          .withDefault("60s");

  /** How long a receiver waits for one block to be stored. */
  public static final ConfKey<Duration> BLOCK_STORE_TIMEOUT =
      positive(
              ConfKey.duration(
                  "streaming.receiver.blockStoreTimeout",
                  ChronoUnit.SECONDS,
                  "How long a receiver waits for a block to be stored and entered in the ledger before it"
                      + " counts that as failed."))
          .withDefault("30s");

  /** Whether datasets and blocks that no window needs any more are dropped. */
  public static final ConfKey<Boolean> UNPERSIST =
      ConfKey.bool(
              "streaming.unpersist",
              "Whether kept datasets that nothing needs any more are dropped; received blocks always"
                  + " are.")
          .withDefault("true");

  /** The time after which programs expect everything to be forgotten; checked, not needed. */
  public static final ConfKey<Long> CLEANER_TTL =
      ConfKey.longInteger(
              "streaming.cleaner.ttl",
              "In seconds; 0 or less: off. Everything is forgotten as soon as nothing needs it, so"
                  + " this is only checked: a program with a stream that must remember as long or"
                  + " longer does not start.")
          .alias("spark.cleaner.ttl")
          .withDefault("-1");

  /** Whether the end of the JVM, by SIGTERM for example, stops gracefully. */
  public static final ConfKey<Boolean> STOP_GRACEFULLY_ON_SHUTDOWN =
      ConfKey.bool(
              "streaming.stopGracefullyOnShutdown",
              "Whether the end of the JVM, by SIGTERM for example, stops gracefully: what was"
                  + " received is processed first. (Spark's default is false.)")
          .withDefault("true");

  /** How long a graceful stop may take; the larger of 10 batch intervals and 10 s if unset. */
  public static final ConfKey<Optional<Duration>> GRACEFUL_STOP_TIMEOUT =
      positive(
              ConfKey.duration(
                  "streaming.gracefulStopTimeout",
                  ChronoUnit.MILLIS,
                  "How long a graceful stop may take. Unset: the larger of 10 batch intervals and"
                      + " 10 s."))
          .optional();

  /** How many output operations may run at the same time. */
  public static final ConfKey<Integer> CONCURRENT_JOBS =
      ConfKey.integer(
              "streaming.concurrentJobs",
              "How many output operations may run at the same time. With more than 1, batches may"
                  + " overlap and end out of order.")
          .where(jobs -> jobs >= 1, "at least 1")
          .withDefault("1");

  /** How old a file may be that a file stream takes at its start. */
  public static final ConfKey<Duration> MIN_REMEMBER_DURATION =
      positive(
              ConfKey.duration(
                  "streaming.fileStream.minRememberDuration",
                  ChronoUnit.SECONDS,
                  "How far back a file stream looks for files and remembers those it has seen,"
                      + " rounded up to whole batch intervals."))
          .alias("streaming.minRememberDuration")
          .withDefault("60s");

  /** Most bytes of one line from a socket. */
  public static final ConfKey<Long> SOCKET_MAX_LINE_BYTES =
      ConfKey.bytes(
              "streaming.socket.maxLineBytes",
              "Most bytes of one line from a socket. Longer ones are skipped and reported as errors of"
                  + " the receiver.")
          .where(bytes -> bytes >= 1 && bytes <= 1 << 30, "1 to 1g")
          .withDefault("1m");

  /** How long connecting to a socket source may take. */
  public static final ConfKey<Duration> SOCKET_CONNECT_TIMEOUT =
      positive(
              ConfKey.duration(
                  "streaming.socket.connectTimeout",
                  ChronoUnit.MILLIS,
                  "How long connecting to a socket source may take."))
          .withDefault("10s");

  /** Bytes of memory for blocks and persisted datasets; half of the largest heap if unset. */
  public static final ConfKey<Optional<Long>> BLOCK_MEMORY =
      ConfKey.bytes(
              "streaming.memory.blocks",
              "Memory of the embedded engine for blocks and persisted datasets. Unset: half of the"
                  + " largest heap.")
          .optional();

  /** Directory for blocks that do not fit into memory; a temporary one if unset. */
  public static final ConfKey<Optional<String>> SPILL_DIRECTORY =
      ConfKey.text(
              "streaming.local.spillDirectory",
              "Directory of the embedded engine for blocks that do not fit into memory. Unset: one"
                  + " in the system's temporary directory.")
          .optional();

  /** The classes that records may be of, with commas between; every class if unset. */
  public static final ConfKey<Optional<String>> ALLOWED_CLASSES =
      classes(
          "streaming.serializer.allowedClasses",
          ClassNames.unrestricted()::allowing,
          "class names or beginnings such as com.acme.*, with commas between",
          "The classes that stored and spilled records may have, nested ones by their own names;"
              + " reading or writing another one is an error. Classes of `java.` packages and"
              + " Sluice's own records are always allowed. Unset: every class.");

  /** Former and present names of classes, so that older data can be read. */
  public static final ConfKey<Optional<String>> RENAMED_CLASSES =
      classes(
          "streaming.serializer.renamedClasses",
          ClassNames.unrestricted()::renaming,
          "pairs such as com.acme.Sale=com.acme.Order or com.old.*=com.acme.*, with commas between",
          "Former and present names of classes, so that data that were stored before a class was"
              + " renamed can be read. The first pair that fits counts.");

  /** How many events may wait for listeners before further ones are dropped. */
  public static final ConfKey<Integer> LISTENER_QUEUE_SIZE =
      ConfKey.integer(
              "streaming.listener.queueSize",
              "How many events may wait for listeners before further ones are dropped and counted.")
          .where(events -> events >= 1, "at least 1")
          .withDefault("10000");

  private static final List<ConfKey<?>> OWN =
      List.of(
          MASTER,
          APP_NAME,
          DEFAULT_PARALLELISM,
          BLOCK_INTERVAL,
          BLOCK_QUEUE_SIZE,
          RECEIVER_MAX_RATE,
          INITIAL_RATE,
          RECEIVER_RESTART_DELAY,
          RECEIVER_MAX_RESTART_DELAY,
          BLOCK_STORE_TIMEOUT,
          UNPERSIST,
          CLEANER_TTL,
          STOP_GRACEFULLY_ON_SHUTDOWN,
          GRACEFUL_STOP_TIMEOUT,
          CONCURRENT_JOBS,
          MIN_REMEMBER_DURATION,
          SOCKET_MAX_LINE_BYTES,
          SOCKET_CONNECT_TIMEOUT,
          BLOCK_MEMORY,
          SPILL_DIRECTORY,
          ALLOWED_CLASSES,
          RENAMED_CLASSES,
          LISTENER_QUEUE_SIZE);

  private static final List<ConfKey<?>> ALL =
      Stream.of(OWN, ReceiverKeys.ALL, FlowKeys.ALL, CheckpointKeys.ALL, UiKeys.ALL)
          .<ConfKey<?>>flatMap(List::stream)
          .toList();

  private ConfKeys() {}

  static ConfKey<Duration> positive(ConfKey<Duration> key) {
    return key.where(duration -> !duration.isZero(), "greater than 0");
  }

  private static ConfKey<Optional<String>> classes(
      String name, Consumer<String> parser, String expected, String meaning) {
    return ConfKey.text(name, meaning).where(text -> isAccepted(parser, text), expected).optional();
  }

  private static boolean isAccepted(Consumer<String> parser, String text) {
    try {
      parser.accept(text);
      return true;
    } catch (IllegalArgumentException notOfTheForm) {
      return false;
    }
  }

  /**
   * Returns all keys, in the order in which they are documented.
   *
   * @return an unmodifiable list
   */
  public static List<ConfKey<?>> all() {
    return ALL;
  }

  /** Returns the table of all keys, one line per key, as the documentation shows it. */
  static String markdownTable() {
    StringBuilder table =
        new StringBuilder("| key | default | value | meaning |\n|---|---|---|---|\n");
    for (ConfKey<?> key : ALL) {
      table.append("| ").append(names(key)).append(" | ");
      table.append(key.defaultText().map(text -> "`" + text + "`").orElse("—")).append(" | ");
      table.append(key.expected()).append(" | ").append(key.meaning()).append(" |\n");
    }
    return table.toString();
  }

  private static String names(ConfKey<?> key) {
    StringBuilder names = new StringBuilder("`" + key.name() + "`");
    key.aliases().forEach(alias -> names.append(", also `").append(alias).append('`'));
    return names.toString();
  }
}
