package dev.sluice.page;

import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.io.IOException;

/** Wants a token of those who look at it; goes on until it is killed. */
final class GuardedProgram {
  static final String NAME = "Guarded";
  static final String TOKEN = "open-the-gate-5fe1";

  private GuardedProgram() {}

  public static void main(String[] args) throws IOException {
    StreamingConf conf =
        new StreamingConf().setMaster("local[2]").setAppName(NAME).set("streaming.ui.token", TOKEN);
    StreamingContext ssc = new StreamingContext(conf, Durations.milliseconds(250));
    ssc.receiverStream(new Endless(100)).count().print();
    ssc.start();
    System.in.read();
    ssc.stop(false);
  }
}
