package dev.sluice.page;

import dev.sluice.dstream.DStream;
import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.io.IOException;

/** Calls everything what nobody should, and fails with a message of that kind. */
final class HostileProgram {
  /** Runs if a page takes it for markup. */
  static final String MARKUP =
      "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=2</script>\"'`${window.hacked=3}&amp;";

  /** Turns the direction of what follows and does not turn it back. */
  static final String RIGHT_TO_LEFT = "\u202e\u05d6\u05e8\u05dd \u0646\u0647\u0631 <b>stream</b>";

  private static final int BATCH_MS = 250;
  private static final int FAILS_EVERY = 8;
  private static final String LONG = "long" + "x".repeat(9_996);

  private HostileProgram() {}

  public static void main(String[] args) throws IOException {
    StreamingConf conf = new StreamingConf().setMaster("local[2]").setAppName(MARKUP + LONG);
    StreamingContext ssc = new StreamingContext(conf, Durations.milliseconds(BATCH_MS));
    DStream<String> words = ssc.receiverStream(MARKUP, new Endless(200)).named(MARKUP);
    DStream<String> others = ssc.receiverStream(LONG, new Endless(200)).named(LONG);
    words
        .union(others)
        .named(RIGHT_TO_LEFT)
        .mapToPair(word -> new Tuple2<>(word, 1))
        .named("  \"quoted\" 'twice' \\ \n and on a new line\u0000\u0007")
        .reduceByKey(Integer::sum)
        .named(LONG)
        .foreachRDD(
            (counts, time) -> {
              counts.count();
              if (time.milliseconds() / BATCH_MS % FAILS_EVERY == 0) {
                throw new IllegalStateException(MARKUP + RIGHT_TO_LEFT + LONG);
              }
            });
    ssc.start();
    System.in.read();
    ssc.stop(false);
  }
}
