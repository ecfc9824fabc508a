package com.example;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function3;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.streaming.Duration;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.State;
import org.apache.spark.streaming.StateSpec;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaInputDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.apache.spark.streaming.api.java.JavaReceiverInputDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.apache.spark.streaming.kafka010.CanCommitOffsets;
import org.apache.spark.streaming.kafka010.ConsumerStrategies;
import org.apache.spark.streaming.kafka010.HasOffsetRanges;
import org.apache.spark.streaming.kafka010.KafkaUtils;
import org.apache.spark.streaming.kafka010.LocationStrategies;
import org.apache.spark.streaming.kafka010.OffsetRange;
import scala.Tuple2;

/** What programs of Spark 2 and 3 do: lambdas, iterators, state, offsets. */
public final class KafkaAndState {
  private KafkaAndState() {}

  private static final class Words implements FlatMapFunction<String, String> {
    @Override
    public Iterator<String> call(String line) {
      List<String> words = Arrays.asList(line.split(" "));
      return words.iterator();
    }
  }

  public static void main(String[] args) throws Exception {
    SparkConf conf = new SparkConf().setMaster("local[2]").setAppName("KafkaAndState");
    JavaStreamingContext jssc = new JavaStreamingContext(conf, new Duration(500));
    jssc.checkpoint(args[0]);
    JavaSparkContext sc = jssc.sparkContext();
    Broadcast<List<String>> ignored = sc.broadcast(Arrays.asList("a", "the"));
    JavaPairRDD<String, Integer> known =
        sc.parallelizePairs(Collections.singletonList(new Tuple2<>("spark", 1)));

    JavaReceiverInputDStream<String> lines =
        jssc.socketTextStream("localhost", 9999, StorageLevel.MEMORY_AND_DISK_SER());
    JavaDStream<String> words =
        lines
            .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
            .filter(word -> !ignored.value().contains(word));
    JavaDStream<String> more = lines.flatMap(new Words());
    JavaPairDStream<String, Integer> pairs =
        words
            .union(more)
            .mapPartitionsToPair(
                new PairFlatMapFunction<Iterator<String>, String, Integer>() {
                  @Override
                  public Iterator<Tuple2<String, Integer>> call(Iterator<String> all) {
                    List<Tuple2<String, Integer>> counted = new java.util.ArrayList<>();
                    while (all.hasNext()) {
                      counted.add(new Tuple2<>(all.next(), 1));
                    }
                    return counted.iterator();
                  }
                });
    Function3<String, Optional<Integer>, State<Integer>, Tuple2<String, Integer>> mapping =
        (word, one, state) -> {
          int sum = one.orElse(0) + (state.exists() ? state.get() : 0);
          state.update(sum);
          return new Tuple2<>(word, sum);
        };
    pairs
        .mapWithState(
            StateSpec.function(mapping).initialState(known).timeout(Durations.minutes(10)))
        .print();
    pairs
        .updateStateByKey(
            (List<Integer> values, Optional<Integer> state) ->
                Optional.of(state.or(0) + values.size()))
        .print();
    JavaPairDStream.fromJavaDStream(pairs.toJavaDStream()).reduceByKey(Integer::sum).print();

    Map<String, Object> params = new HashMap<>();
    params.put("bootstrap.servers", "localhost:9092");
    params.put("key.deserializer", StringDeserializer.class);
    params.put("value.deserializer", StringDeserializer.class);
    params.put("group.id", "words");
    Collection<String> topics = Arrays.asList("lines");
    JavaInputDStream<ConsumerRecord<String, String>> stream =
        KafkaUtils.createDirectStream(
            jssc,
            LocationStrategies.PreferConsistent(),
            ConsumerStrategies.<String, String>Subscribe(topics, params));
    stream.foreachRDD(
        rdd -> {
          OffsetRange[] ranges = ((HasOffsetRanges) rdd.rdd()).offsetRanges();
          for (OffsetRange range : ranges) {
            System.out.println(range.topic() + " " + range.untilOffset());
          }
          ((CanCommitOffsets) stream.inputDStream()).commitAsync(ranges);
        });

    jssc.start();
    jssc.awaitTermination();
    jssc.stop(true, true);
  }
}
