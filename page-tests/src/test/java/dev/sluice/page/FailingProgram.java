package dev.sluice.page;

import dev.sluice.dstream.DStream;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.io.IOException;

/** Has one output that works and one that fails in some batches; goes on until it is killed. */
final class FailingProgram {
  static final String MESSAGE = "Cannot grind the corn: the mill stands still";

  private static final int BATCH_MS = 250;
  private static final int FAILS_EVERY = 8;

  private FailingProgram() {}

  public static void main(String[] args) throws IOException {
    StreamingConf conf = new StreamingConf().setMaster("local[2]").setAppName("Mill");
    StreamingContext ssc = new StreamingContext(conf, Durations.milliseconds(BATCH_MS));
    DStream<String> words = ssc.receiverStream("Word stream", new Endless(2_000));
    words.count().print();
    words
        .map(String::length)
        .named("lengths")
        .foreachRDD(
            (lengths, time) -> {
              lengths.count();
              if (time.milliseconds() / BATCH_MS % FAILS_EVERY == 0) {
                throw new IllegalStateException(MESSAGE);
              }
            });
    ssc.start();
    // The context is not awaited, so that its failure does not end the program.
    System.in.read();
    ssc.stop(false);
  }
}
