package dev.sluice.benchmarks.sluice;

import dev.sluice.dstream.DStream;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.PairRDD;
import dev.sluice.state.StateSpec;
import dev.sluice.streaming.StreamingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What grows in a program while all else stays. */
enum Axis {
  /** Records of a batch, counted by key. */
  RECORDS(1_000) {
    @Override
    void build(StreamingContext context, SteadyRecords records, int size) {
      DStream<String> keys = context.sourceStream(records.source(size, KEYS_COUNTED));
      keys.mapToPair(key -> new Tuple2<>(key, 1))
          .reduceByKey(Integer::sum)
          .foreachRDD(
              (rdd, batch) -> {
                long counted = 0;
                for (Tuple2<String, Integer> count : rdd.collect()) {
                  counted += count._2();
                }
                records.came(batch, counted);
              });
    }
  },
  /** Keys that state is kept for, of which each batch touches the same number. */
  KEYS(10_000) {
    @Override
    void build(StreamingContext context, SteadyRecords records, int size) {
      StateSpec<String, Integer, Long, Long> spec =
          StateSpec.<String, Integer, Long, Long>function(
                  (key, one, state) -> {
                    long count = (state.exists() ? state.get() : 0L) + one.orElse(0);
                    state.update(count);
                    return count;
                  })
              .initialState(zeros(context, records.keys(size)));
      context
          .sourceStream(records.source(RECORDS_TOUCHED, size))
          .mapToPair(key -> new Tuple2<>(key, 1))
          .mapWithState(spec)
          .foreachRDD((rdd, batch) -> records.came(batch, rdd.count()));
    }
  },
  /** Maps in a chain. */
  OPERATORS(1) {
    @Override
    void build(StreamingContext context, SteadyRecords records, int size) {
      DStream<String> keys = context.sourceStream(records.source(RECORDS_TOUCHED, KEYS_COUNTED));
      DStream<Long> lengths = keys.map(key -> (long) key.length());
      for (int i = 1; i < size; i++) {
        lengths = lengths.map(length -> length + 1);
      }
      lengths.foreachRDD((rdd, batch) -> records.came(batch, rdd.count()));
    }
  },
  /** Input streams with an output each. */
  STREAMS(1) {
    @Override
    void build(StreamingContext context, SteadyRecords records, int size) {
      for (int i = 0; i < size; i++) {
        context
            .sourceStream(records.source(RECORDS_OF_STREAM, KEYS_COUNTED))
            .foreachRDD((rdd, batch) -> records.came(batch, rdd.count()));
      }
    }
  };

  private static final int KEYS_COUNTED = 1_000;
  private static final int RECORDS_TOUCHED = 1_000;
  private static final int RECORDS_OF_STREAM = 100;

  private final int once;

  Axis(int once) {
    this.once = once;
  }

  /** Makes the program with that much of it. */
  abstract void build(StreamingContext context, SteadyRecords records, int size);

  /** How much of it there is before it grows. */
  int once() {
    return once;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static PairRDD<String, Long> zeros(StreamingContext context, String[] keys) {
    List<Tuple2<String, Long>> states = new ArrayList<>(keys.length);
    for (String key : keys) {
      states.add(new Tuple2<>(key, 0L));
    }
    return context.rddContext().parallelizePairs(states);
  }
}
