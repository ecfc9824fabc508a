package dev.sluice.testkit.semantics;

import static dev.sluice.testkit.semantics.Comparison.IN_ANY_ORDER;
import static dev.sluice.testkit.semantics.Comparison.IN_PLACE;
import static dev.sluice.testkit.semantics.Restarted.GOES_ON_AFTER_STOP;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.DStreamLike;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.SaveMode;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Output operations, and what they may ask streams for. */
final class OutputCases {
  private static final int SLICE = 2;

  private OutputCases() {}

  static List<OperatorCase> cases() {
    return List.of(
        new OperatorCase(
            "foreachRDD(VoidFunction)",
            IN_PLACE,
            GOES_ON_AFTER_STOP,
            in -> inTurn(in, in.numbers()),
            Models::numbers),
        new OperatorCase(
            "foreachRDD(VoidFunction)",
            IN_PLACE,
            GOES_ON_AFTER_STOP,
            in -> inTurn(in, in.pairs()),
            Models::pairs),
        new OperatorCase(
            "foreachRDD(VoidFunction2)",
            IN_PLACE,
            in -> Streams.collect(in.numbers()),
            Models::numbers),
        new OperatorCase(
            "saveAsTextFiles(String)",
            IN_PLACE,
            in -> {
              in.numbers().saveAsTextFiles(in.directory().resolve("batch").toString());
              return new TextFiles(in.directory(), "batch-", "");
            },
            in -> in.numbers().map(Object::toString)),
        new OperatorCase(
            "saveAsTextFiles(String, String)",
            IN_PLACE,
            in -> {
              in.pairs().saveAsTextFiles(in.directory().resolve("batch").toString(), "txt");
              return new TextFiles(in.directory(), "batch-", ".txt");
            },
            in -> in.pairs().map(Object::toString)),
        new OperatorCase(
            "saveAsObjectFiles(String)",
            IN_ANY_ORDER,
            in -> {
              String prefix = in.directory().resolve("batch").toString();
              in.numbers().saveAsObjectFiles(prefix);
              return readBack(in, prefix, "");
            },
            Models::numbers),
        new OperatorCase(
            "saveAsObjectFiles(String, String)",
            IN_ANY_ORDER,
            in -> {
              String prefix = in.directory().resolve("batch").toString();
              in.pairs().saveAsObjectFiles(prefix, "bin");
              return readBack(in, prefix, ".bin");
            },
            Models::pairs),
        new OperatorCase(
            "saveAsDirectories(String, String, String, VoidFunction2)",
            IN_PLACE,
            in -> {
              in.numbers()
                  .saveAsDirectories(
                      "saveAsLines",
                      in.directory().resolve("batch").toString(),
                      "lines",
                      (rdd, directory) -> rdd.saveAsTextFile(directory, SaveMode.REPLACE));
              return new TextFiles(in.directory(), "batch-", ".lines");
            },
            in -> in.numbers().map(Object::toString)),
        new OperatorCase(
            "saveTo(String, TransactionalOutput)",
            IN_ANY_ORDER,
            in -> {
              CommittedFiles files = new CommittedFiles(in.directory().toString());
              in.numbers().saveTo("files", files);
              return reading(in, files);
            },
            Models::numbers),
        new OperatorCase(
            "foreachRDD(String, VoidFunction2)",
            IN_PLACE,
            in -> {
              Observed.Batches<Integer> batches = new Observed.Batches<>();
              in.numbers()
                  .foreachRDD(
                      "numbers",
                      (rdd, batch) ->
                          batches.add(Streams.number(batch.time()), rdd.glom().collect()));
              return batches;
            },
            Models::numbers),
        new OperatorCase(
            "foreachPartition(String, VoidFunction2)",
            IN_ANY_ORDER,
            in -> {
              CommittedFiles files = new CommittedFiles(in.directory().toString());
              in.numbers().foreachPartition("partitions", files::replace);
              return reading(in, files);
            },
            Models::numbers),
        new OperatorCase(
            "compute(Time)",
            IN_PLACE,
            in -> {
              DStream<Integer> doubled = in.numbers().map(n -> n * 2);
              return asking(doubled, time -> List.of(doubled.compute(time).orElseThrow()));
            },
            in -> in.numbers().map(n -> n * 2)),
        new OperatorCase(
            "slice(Time, Time)",
            IN_PLACE,
            in -> {
              Duration length = Streams.INTERVAL.multipliedBy(SLICE);
              in.context().remember(length.multipliedBy(2));
              return asking(in.numbers(), time -> in.numbers().slice(before(time, length), time));
            },
            in -> in.numbers().window(SLICE + 1, 1)),
        new OperatorCase(
            "StreamingContext.remember(Duration)",
            IN_PLACE,
            in -> {
              in.context().remember(in.window());
              return Streams.collect(in.numbers());
            },
            Models::numbers));
  }

  /** What an output operation after the one that wrote files reads. */
  private static Observed reading(Streams in, CommittedFiles files) {
    Observed.Batches<Integer> batches = new Observed.Batches<>();
    in.numbers()
        .foreachRDD(
            (rdd, time) -> {
              int number = Streams.number(time);
              batches.add(number, List.of(files.read(number)));
            });
    return batches;
  }

  /** What an output operation after the one that wrote a batch reads. */
  private static Observed readBack(Streams in, String prefix, String suffix) {
    Observed.Batches<Object> batches = new Observed.Batches<>();
    in.numbers()
        .foreachRDD(
            (rdd, time) -> {
              String directory = prefix + "-" + time.milliseconds() + suffix;
              List<Object> records = new ArrayList<>();
              rdd.context().objectFile(directory).collect().forEach(records::add);
              batches.add(Streams.number(time), List.of(records));
            });
    return batches;
  }

  /** What a function in the driver is told of datasets. */
  @FunctionalInterface
  private interface Question<T> {
    List<RDD<T>> at(Time time);
  }

  private static <T> Observed asking(DStreamLike<T, ?, ?> stream, Question<T> question) {
    Observed.Batches<T> batches = new Observed.Batches<>();
    stream.foreachRDD(
        (rdd, time) -> {
          List<List<T>> partitions = new ArrayList<>();
          question.at(time).forEach(each -> partitions.addAll(each.glom().collect()));
          batches.add(Streams.number(time), partitions);
        });
    return batches;
  }

  private static Time before(Time time, Duration length) {
    return new Time(Math.max(0, time.minus(length).milliseconds()));
  }

  private static <T> Observed inTurn(Streams in, DStreamLike<T, ?, ?> stream) {
    Observed.Batches<T> batches = new Observed.Batches<>(in.done());
    stream.foreachRDD(rdd -> batches.addNext(rdd.glom().collect()));
    return batches;
  }
}
