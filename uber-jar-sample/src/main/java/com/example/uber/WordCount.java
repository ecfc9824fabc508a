package com.example.uber;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import dev.sluice.zeromq.ZeroMQOptions;
import dev.sluice.zeromq.ZeroMQUtils;
import java.util.Arrays;
import java.util.List;

/** Counts the words of what reliable senders send. The argument is the address to receive at. */
public final class WordCount {
  private WordCount() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws InterruptedException {
    if (args.length != 1) {
      System.err.println("Usage: WordCount ADDRESS, such as tcp://127.0.0.1:5555");
      System.exit(2);
    }
    StreamingConf conf =
        new StreamingConf().setIfMissing("streaming.master", "local[2]").setAppName("WordCount");
    try (StreamingContext ssc = new StreamingContext(conf, Durations.seconds(1))) {
      ZeroMQUtils.createReliableStream(
              ssc, args[0], ZeroMQOptions.bind(), frames -> List.of(new String(frames[0], UTF_8)))
          .flatMap(line -> Arrays.asList(line.split(" ")))
          .mapToPair(word -> new Tuple2<>(word, 1))
          .reduceByKey(Integer::sum)
          .print();
      ssc.start();
      ssc.awaitTermination();
    }
  }
}
