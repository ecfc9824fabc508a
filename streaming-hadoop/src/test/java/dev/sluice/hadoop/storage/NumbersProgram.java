package dev.sluice.hadoop.storage;

import dev.sluice.dstream.DStream;
import dev.sluice.function.Function0;
import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts how often each number has come, and keeps all that on HDFS; runs in a process that is
 * killed. The arguments are the directory of the checkpoints, one where files with numbers appear,
 * both on HDFS, a local directory for what the source and the reader of the counts know, and how
 * many numbers the source sends.
 */
final class NumbersProgram {
  private NumbersProgram() {}

  /** Runs until it is killed or terminated. */
  public static void main(String[] args) throws Exception {
    try (StreamingContext context =
        begin(args[0], () -> create(args[1], Path.of(args[2]), Integer.parseInt(args[3])))) {
      context.start();
      context.awaitTermination();
    }
  }

  // snippet: HdfsCheckpoint
  private static StreamingContext begin(String nameNode, Function0<StreamingContext> factory) {
    return StreamingContext.getOrCreate(nameNode + "/checkpoints/numbers", factory);
  }

  // end of snippet

  private static StreamingContext create(String files, Path local, int numbers) {
    StreamingConf conf =
        new StreamingConf()
            .setMaster("local[2]")
            .setAppName("NumbersProgram")
            .set("streaming.receiver.writeAheadLog.enable", "true")
            .set("streaming.receiver.maxRate", "500")
            .set("streaming.gracefulStopTimeout", "25s")
            .set("streaming.stopGracefullyOnShutdown", "true")
            .set("streaming.checkpoint.interval", "1s");
    StreamingContext context = new StreamingContext(conf, Durations.milliseconds(200));
    DStream<Integer> received = context.receiverStream(new NumbersReceiver(local, numbers));
    received
        .union(context.textFileStream(files).map(Integer::parseInt))
        .mapToPair(number -> new Tuple2<>(number, 1))
        .<Integer>updateStateByKey((ones, total) -> Optional.of(total.orElse(0) + ones.size()))
        .foreachRDD(counts -> write(local, counts.collect()));
    return context;
  }

  private static void write(Path local, List<Tuple2<Integer, Integer>> counts) throws IOException {
    StringBuilder text = new StringBuilder();
    counts.forEach(count -> text.append(count._1()).append(' ').append(count._2()).append('\n'));
    replace(local.resolve("counts"), text.toString());
  }

  static void replace(Path file, String text) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(aside, text);
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The newest counts; none if there are none yet. */
  static Map<Integer, Integer> counts(Path local) throws IOException {
    Map<Integer, Integer> counts = new TreeMap<>();
    Path file = local.resolve("counts");
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.split(" ", 2);
        counts.put(Integer.valueOf(words[0]), Integer.valueOf(words[1]));
      }
    }
    return counts;
  }
}
