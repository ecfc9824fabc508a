package dev.sluice.recovery;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Counts and sums the lines of files, in windows and since the beginning; runs in a process that is
 * killed. The argument is the directory that has everything.
 */
final class FilesProgram {
  static final Duration BATCH = Durations.milliseconds(150);
  static final int PLAIN_WINDOW = 6;
  static final int PLAIN_SLIDE = 2;
  static final int INVERSE_WINDOW = 8;

  static final String LINES = "lines";
  static final String PLAIN = "plain-window";
  static final String INVERSE = "inverse-window";
  static final String UPDATED = "updated";
  static final String MAPPED = "mapped";

  private FilesProgram() {}

  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    try (StreamingContext context =
        StreamingContext.getOrCreate(root.resolve("kept").toString(), () -> create(root))) {
      context.start();
      ChildProcess.whenInputEnds(() -> context.stop(true));
      context.awaitTermination();
    }
  }

  private static StreamingContext create(Path root) {
    StreamingConf conf =
        new StreamingConf()
            .setMaster("local[2]")
            .setAppName("FilesProgram")
            .set("streaming.checkpoint.interval", "450ms")
            .set("streaming.fileStream.minRememberDuration", "10s");
    StreamingContext context = new StreamingContext(conf, BATCH);
    DStream<String> lines = context.textFileStream(root.resolve("in").toString());
    write(lines, root, LINES);
    lines.foreachRDD(rdd -> ChildProcess.sayBegun());
    count(lines.mapToPair(FilesProgram::keyed), root);
    return context;
  }

  private static void count(PairDStream<String, Long> numbers, Path root) {
    Duration plain = BATCH.multipliedBy(PLAIN_WINDOW);
    Duration slide = BATCH.multipliedBy(PLAIN_SLIDE);
    write(numbers.window(plain, slide).reduceByKey(Long::sum), root, PLAIN);
    Duration inverse = BATCH.multipliedBy(INVERSE_WINDOW);
    write(
        numbers.reduceByKeyAndWindow((a, b) -> a + b, (a, b) -> a - b, inverse, BATCH),
        root,
        INVERSE);
    write(numbers.updateStateByKey(FilesProgram::sum), root, UPDATED);
    write(
        numbers.mapWithState(StateSpec.function(FilesProgram::add)).stateSnapshots(), root, MAPPED);
  }

  private static void write(PairDStream<?, ?> stream, Path root, String name) {
    write(stream.toDStream(), root, name);
  }

  private static void write(DStream<?> stream, Path root, String name) {
    OutputFiles outputs = new OutputFiles(root.resolve("out"), name);
    stream.foreachRDD((rdd, batch) -> outputs.write(rdd, batch));
  }

  private static Tuple2<String, Long> keyed(String line) {
    String[] words = line.split(" ");
    return new Tuple2<>(words[0], Long.parseLong(words[1]));
  }

  private static Optional<Long> sum(List<Long> values, Optional<Long> state) {
    return Optional.of(state.orElse(0L) + values.stream().mapToLong(each -> each).sum());
  }

  private static long add(String key, Optional<Long> value, State<Long> state) {
    long sum = state.getOption().orElse(0L) + value.orElse(0L);
    state.update(sum);
    return sum;
  }
}
