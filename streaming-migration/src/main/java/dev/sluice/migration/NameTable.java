package dev.sluice.migration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The types of Spark and those of Sluice in their place, by binary names. Immutable. */
final class NameTable {
  private static final String CORE = "org.apache.spark.";
  private static final String JAVA = "org.apache.spark.api.java.";
  private static final String FUNCTION = "org.apache.spark.api.java.function.";
  private static final String STREAMING = "org.apache.spark.streaming.";
  private static final String STREAMS = "org.apache.spark.streaming.api.java.";
  private static final String EVENTS = "org.apache.spark.streaming.scheduler.StreamingListener";
  private static final String KAFKA = "org.apache.spark.streaming.kafka010.";

  private static final Map<String, String> TYPES = types();

  private NameTable() {}

  /** From a type of Spark to one of Sluice or the JDK, in the order of the migration guide. */
  static Map<String, String> all() {
    return TYPES;
  }

  private static Map<String, String> types() {
    Map<String, String> types = new LinkedHashMap<>();
    types.put(CORE + "SparkConf", "dev.sluice.streaming.StreamingConf");
    types.put(STREAMS + "JavaStreamingContext", "dev.sluice.streaming.StreamingContext");
    types.put(STREAMING + "StreamingContext", "dev.sluice.streaming.StreamingContext");
    types.put(JAVA + "JavaSparkContext", "dev.sluice.rdd.RddContext");
    streams(types);
    types.put("scala.Tuple2", "dev.sluice.function.Tuple2");
    types.put("scala.Tuple3", "dev.sluice.function.Tuple3");
    types.put("scala.Tuple4", "dev.sluice.function.Tuple4");
    types.put(JAVA + "Optional", "java.util.Optional");
    types.put("com.google.common.base.Optional", "java.util.Optional");
    functions(types);
    types.put(STREAMING + "Duration", "java.time.Duration");
    types.put(STREAMING + "Durations", "dev.sluice.time.Durations");
    types.put(STREAMING + "Time", "dev.sluice.time.Time");
    types.put(CORE + "storage.StorageLevel", "dev.sluice.rdd.StorageLevel");
    types.put(JAVA + "StorageLevels", "dev.sluice.rdd.StorageLevel");
    types.put(STREAMING + "State", "dev.sluice.state.State");
    types.put(STREAMING + "StateSpec", "dev.sluice.state.StateSpec");
    shared(types);
    types.put(STREAMING + "receiver.Receiver", "dev.sluice.receiver.Receiver");
    events(types);
    kafka(types);
    return Collections.unmodifiableMap(types);
  }

  private static void streams(Map<String, String> types) {
    String to = "dev.sluice.dstream.";
    types.put(STREAMS + "JavaDStream", to + "DStream");
    types.put(STREAMS + "JavaPairDStream", to + "PairDStream");
    types.put(STREAMS + "JavaInputDStream", to + "InputDStream");
    types.put(STREAMS + "JavaReceiverInputDStream", to + "InputDStream");
    types.put(STREAMS + "JavaPairInputDStream", to + "PairDStream");
    types.put(STREAMS + "JavaPairReceiverInputDStream", to + "PairDStream");
    types.put(STREAMS + "JavaMapWithStateDStream", to + "MapWithStateDStream");
    types.put(JAVA + "JavaRDD", "dev.sluice.rdd.RDD");
    types.put(JAVA + "JavaPairRDD", "dev.sluice.rdd.PairRDD");
  }

  private static void functions(Map<String, String> types) {
    sameNames(
        types,
        FUNCTION,
        "dev.sluice.function.",
        "Function",
        "Function0",
        "Function2",
        "Function3",
        "Function4",
        "PairFunction",
        "FlatMapFunction",
        "FlatMapFunction2",
        "PairFlatMapFunction",
        "VoidFunction",
        "VoidFunction2");
  }

  private static void shared(Map<String, String> types) {
    String to = "dev.sluice.rdd.";
    types.put(CORE + "Partitioner", to + "Partitioner");
    types.put(CORE + "HashPartitioner", to + "HashPartitioner");
    types.put(CORE + "broadcast.Broadcast", to + "Broadcast");
    types.put(CORE + "util.LongAccumulator", to + "LongAccumulator");
    types.put(CORE + "util.DoubleAccumulator", to + "DoubleAccumulator");
    types.put(CORE + "util.CollectionAccumulator", to + "CollectionAccumulator");
  }

  private static void events(Map<String, String> types) {
    types.put(EVENTS, "dev.sluice.listener.StreamingListener");
    sameNames(
        types,
        EVENTS,
        "dev.sluice.listener.StreamingEvent$",
        "StreamingStarted",
        "ReceiverStarted",
        "ReceiverError",
        "ReceiverStopped",
        "BatchSubmitted",
        "BatchStarted",
        "BatchCompleted",
        "OutputOperationStarted",
        "OutputOperationCompleted");
  }

  private static void kafka(Map<String, String> types) {
    sameNames(
        types,
        KAFKA,
        "dev.sluice.kafka.",
        "KafkaUtils",
        "ConsumerStrategies",
        "ConsumerStrategy",
        "LocationStrategies",
        "LocationStrategy",
        "PerPartitionConfig",
        "OffsetRange",
        "CanCommitOffsets");
  }

  private static void sameNames(
      Map<String, String> types, String from, String to, String... names) {
    for (String name : names) {
      types.put(from + name, to + name);
    }
  }
}
