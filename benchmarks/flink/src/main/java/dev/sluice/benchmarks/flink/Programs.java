package dev.sluice.benchmarks.flink;

import dev.sluice.benchmarks.harness.Job;
import dev.sluice.benchmarks.harness.Settings;
import dev.sluice.benchmarks.harness.Sink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.windowing.AllWindowFunction;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingProcessingTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** The workloads' programs, from the records to the harness's sink. */
final class Programs {
  private static final int TOP = 10;

  private Programs() {}

  static void build(Job job, DataStream<String> records) {
    int lanes = job.feed().lanes();
    switch (job.pipeline()) {
      case GREP -> grep(records, job, lanes);
      case WORD_COUNT -> count(words(records, lanes), job);
      case TOP_WORDS -> top(words(records, lanes), job);
      case RUNNING_COUNT -> state(records);
      case FULL_COUNT ->
          throw new IllegalArgumentException("Cannot run " + job.pipeline() + ": Flink has none");
    }
  }

  private static void grep(DataStream<String> lines, Job job, int lanes) {
    String literal = job.literal();
    lines
        .filter(line -> line.contains(literal))
        .setParallelism(lanes)
        .windowAll(TumblingProcessingTimeWindows.of(Duration.ofMillis(job.batchMs())))
        .aggregate(
            new Count<>(),
            (AllWindowFunction<Long, Tuple2<Long, Long>, TimeWindow>)
                (window, counts, out) ->
                    out.collect(Tuple2.of(window.getEnd(), counts.iterator().next())),
            Types.LONG,
            Types.TUPLE(Types.LONG, Types.LONG))
        .sinkTo(new ToSink<>((Tuple2<Long, Long> count) -> sink().count(count.f0, count.f1)));
  }

  private static SingleOutputStreamOperator<Tuple2<String, Long>> words(
      DataStream<String> lines, int lanes) {
    return lines
        .flatMap(
            (FlatMapFunction<String, Tuple2<String, Long>>)
                (line, out) -> {
                  for (String word : line.split(" ")) {
                    out.collect(Tuple2.of(word, 1L));
                  }
                })
        .returns(Types.TUPLE(Types.STRING, Types.LONG))
        .setParallelism(lanes);
  }

  /** Makes (word, count, end of the window). */
  private static final class WithEnd
      implements WindowFunction<Long, Tuple3<String, Long, Long>, String, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void apply(
        String word,
        TimeWindow window,
        Iterable<Long> counts,
        Collector<Tuple3<String, Long, Long>> out) {
      out.collect(Tuple3.of(word, counts.iterator().next(), window.getEnd()));
    }
  }

  private static void count(DataStream<Tuple2<String, Long>> words, Job job) {
    words
        .keyBy(word -> word.f0)
        .window(TumblingProcessingTimeWindows.of(Duration.ofMillis(job.batchMs())))
        .aggregate(
            new Sum(), new WithEnd(), Types.LONG, Types.TUPLE(Types.STRING, Types.LONG, Types.LONG))
        .sinkTo(new ToSink<>((Tuple3<String, Long, Long> c) -> sink().word(c.f2, c.f0, c.f1)));
  }

  /**
   * The windows slide over counts per second rather than over the words (a sliding window of the
   * DataStream API adds each element to each of the ten windows it lies in).
   */
  private static void top(DataStream<Tuple2<String, Long>> words, Job job) {
    Duration slide = Duration.ofMillis(job.batchMs());
    words
        .keyBy(word -> word.f0)
        .window(TumblingEventTimeWindows.of(slide))
        .aggregate(
            new Sum(),
            (WindowFunction<Long, Tuple2<String, Long>, String, TimeWindow>)
                (word, window, counts, out) ->
                    out.collect(Tuple2.of(word, counts.iterator().next())),
            Types.LONG,
            Types.TUPLE(Types.STRING, Types.LONG))
        .keyBy(word -> word.f0)
        .window(SlidingEventTimeWindows.of(Duration.ofMillis(Settings.WINDOW_MS), slide))
        .aggregate(
            new Sum(), new WithEnd(), Types.LONG, Types.TUPLE(Types.STRING, Types.LONG, Types.LONG))
        .windowAll(TumblingEventTimeWindows.of(slide))
        .apply(
            (AllWindowFunction<
                    Tuple3<String, Long, Long>,
                    Tuple2<Long, List<Tuple2<String, Long>>>,
                    TimeWindow>)
                (window, counts, out) -> out.collect(Tuple2.of(window.getEnd(), largest(counts))),
            Types.TUPLE(Types.LONG, Types.LIST(Types.TUPLE(Types.STRING, Types.LONG))))
        .sinkTo(new ToSink<>(Programs::hand));
  }

  private static void hand(Tuple2<Long, List<Tuple2<String, Long>>> top) {
    String[] words = top.f1.stream().map(word -> word.f0).toArray(String[]::new);
    long[] counts = top.f1.stream().mapToLong(word -> word.f1).toArray();
    sink().top(top.f0, words, counts, words.length);
  }

  private static List<Tuple2<String, Long>> largest(Iterable<Tuple3<String, Long, Long>> counts) {
    List<Tuple2<String, Long>> top = new ArrayList<>(TOP + 1);
    for (Tuple3<String, Long, Long> count : counts) {
      if (top.size() == TOP && count.f1 <= top.get(TOP - 1).f1) {
        continue;
      }
      int at = top.size();
      while (at > 0 && top.get(at - 1).f1 < count.f1) {
        at--;
      }
      top.add(at, Tuple2.of(count.f0, count.f1));
      if (top.size() > TOP) {
        top.remove(TOP);
      }
    }
    return top;
  }

  private static void state(DataStream<String> keys) {
    keys.keyBy(key -> key)
        .map(new CountByKey())
        .returns(Types.LONG)
        .sinkTo(new ToSink<>((Long count) -> sink().update(count)));
  }

  private static Sink sink() {
    return Job.current().sink();
  }
}
