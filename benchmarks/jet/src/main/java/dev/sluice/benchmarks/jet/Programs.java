package dev.sluice.benchmarks.jet;

import com.hazelcast.function.ComparatorEx;
import com.hazelcast.function.ConsumerEx;
import com.hazelcast.jet.Traversers;
import com.hazelcast.jet.accumulator.LongAccumulator;
import com.hazelcast.jet.aggregate.AggregateOperations;
import com.hazelcast.jet.datamodel.KeyedWindowResult;
import com.hazelcast.jet.datamodel.WindowResult;
import com.hazelcast.jet.pipeline.Pipeline;
import com.hazelcast.jet.pipeline.SinkBuilder;
import com.hazelcast.jet.pipeline.SourceBuilder;
import com.hazelcast.jet.pipeline.Sources;
import com.hazelcast.jet.pipeline.StreamSource;
import com.hazelcast.jet.pipeline.StreamSourceStage;
import com.hazelcast.jet.pipeline.StreamStage;
import com.hazelcast.jet.pipeline.WindowDefinition;
import dev.sluice.benchmarks.harness.Ingest;
import dev.sluice.benchmarks.harness.Job;
import dev.sluice.benchmarks.harness.Settings;
import dev.sluice.benchmarks.harness.Sink;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The workloads' programs, from the records to the harness's sink. */
final class Programs {
  private static final int TOP = 10;

  private Programs() {}

  static Pipeline pipeline(Job job) {
    Pipeline pipeline = Pipeline.create();
    StreamSourceStage<String> records = pipeline.readFrom(source(job));
    switch (job.pipeline()) {
      case GREP -> grep(records.withIngestionTimestamps(), job);
      case WORD_COUNT -> count(records.withIngestionTimestamps(), job);
      case TOP_WORDS -> top(records.withIngestionTimestamps(), job);
      case RUNNING_COUNT -> state(records.withoutTimestamps());
      case FULL_COUNT ->
          throw new IllegalArgumentException("Cannot run " + job.pipeline() + ": Jet has none");
    }
    return pipeline;
  }

  private static StreamSource<String> source(Job job) {
    if (job.is(Ingest.TCP)) {
      return Sources.socket("127.0.0.1", job.port(), StandardCharsets.UTF_8);
    }
    boolean bulk = job.is(Ingest.BULK);
    boolean heartbeat = !job.pipeline().keepsState();
    return SourceBuilder.stream(
            "feed", context -> new Reader(context.globalProcessorIndex(), bulk, heartbeat))
        .<String>fillBufferFn(Reader::fill)
        .distributed(job.feed().lanes())
        .build();
  }

  private static <T> com.hazelcast.jet.pipeline.Sink<T> toSink(ConsumerEx<T> action) {
    return SinkBuilder.sinkBuilder("sink", context -> action)
        .<T>receiveFn(ConsumerEx::accept)
        .preferredLocalParallelism(2)
        .build();
  }

  private static void grep(StreamStage<String> lines, Job job) {
    String literal = job.literal();
    lines
        .filter(line -> line.contains(literal))
        .window(WindowDefinition.tumbling(job.batchMs()))
        .aggregate(AggregateOperations.counting())
        .writeTo(toSink((WindowResult<Long> r) -> sink().count(r.end(), r.result())));
  }

  private static StreamStage<String> words(StreamStage<String> lines) {
    return lines.flatMap(
        line -> line.isEmpty() ? Traversers.empty() : Traversers.traverseArray(line.split(" ")));
  }

  private static void count(StreamStage<String> lines, Job job) {
    words(lines)
        .groupingKey(word -> word)
        .window(WindowDefinition.tumbling(job.batchMs()))
        .aggregate(AggregateOperations.counting())
        .writeTo(
            toSink(
                (KeyedWindowResult<String, Long> r) -> sink().word(r.end(), r.key(), r.result())));
  }

  private static void top(StreamStage<String> lines, Job job) {
    long slide = job.batchMs();
    words(lines)
        .groupingKey(word -> word)
        .window(WindowDefinition.sliding(Settings.WINDOW_MS, slide))
        .aggregate(AggregateOperations.counting())
        .window(WindowDefinition.tumbling(slide))
        .aggregate(
            AggregateOperations.topN(
                TOP, ComparatorEx.comparing(KeyedWindowResult<String, Long>::result)))
        .writeTo(toSink(Programs::hand));
  }

  private static void hand(WindowResult<List<KeyedWindowResult<String, Long>>> top) {
    String[] words = top.result().stream().map(KeyedWindowResult::key).toArray(String[]::new);
    long[] counts = top.result().stream().mapToLong(KeyedWindowResult::result).toArray();
    sink().top(top.end(), words, counts, words.length);
  }

  private static void state(StreamStage<String> keys) {
    keys.groupingKey(key -> key)
        .mapStateful(LongAccumulator::new, (count, key, record) -> count.add(1).get())
        .writeTo(toSink((Long count) -> sink().update(count)));
  }

  private static Sink sink() {
    return Job.current().sink();
  }
}
