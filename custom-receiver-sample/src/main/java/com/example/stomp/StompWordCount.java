package com.example.stomp;

import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.util.Arrays;
import java.util.Objects;

/**
 * Counts the words of messages. Arguments: {@code HOST PORT QUEUE}; user and password are in the
 * environment, {@code STOMP_LOGIN} and {@code STOMP_PASSCODE}.
 */
public final class StompWordCount {
  private StompWordCount() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws InterruptedException {
    if (args.length != 3) {
      System.err.println("Usage: StompWordCount HOST PORT QUEUE");
      System.exit(2);
    }
    StompReceiver receiver =
        new StompReceiver(
            args[0], Integer.parseInt(args[1]), of("STOMP_LOGIN"), of("STOMP_PASSCODE"), args[2]);
    // snippet: StompWordCount
    StreamingConf conf =
        new StreamingConf()
            .setMaster("local[2]")
            .setAppName("StompWordCount")
            .set("streaming.receiver.ackAfter", "processed");
    try (StreamingContext ssc = new StreamingContext(conf, Durations.seconds(1))) {
      ssc.receiverStream("STOMP stream", receiver)
          .flatMap(text -> Arrays.asList(text.split(" ")))
          .mapToPair(word -> new Tuple2<>(word, 1))
          .reduceByKey(Integer::sum)
          .print();
      ssc.start();
      ssc.awaitTermination();
    }
    // end of snippet
  }

  private static String of(String variable) {
    return Objects.requireNonNullElse(System.getenv(variable), "");
  }
}
