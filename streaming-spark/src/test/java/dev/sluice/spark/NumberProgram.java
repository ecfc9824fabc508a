package dev.sluice.spark;

import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.util.Optional;

/**
 * A program to be killed: writes the numbers of each batch to a directory of its own, and how many
 * there were of each remainder so far. It ends when its input does.
 */
final class NumberProgram {
  private static final int REMAINDERS = 10;

  private NumberProgram() {}

  /**
   * Runs.
   *
   * @param args the master, the port of the numbers, the checkpoint directory, the prefix of the
   *     output, then settings as {@code key=value}
   */
  public static void main(String[] args) throws Exception {
    StreamingConf conf = new StreamingConf().setMaster(args[0]).setAppName("numbers");
    for (int i = 4; i < args.length; i++) {
      String[] setting = args[i].split("=", 2);
      conf.set(setting[0], setting[1]);
    }
    try (StreamingContext context =
        StreamingContext.getOrCreate(args[2], () -> define(conf, args))) {
      context.start();
      System.out.println("STARTED");
      while (System.in.read() >= 0) {
        context.awaitTerminationOrTimeout(0);
      }
      System.out.println(context.stop(true));
    }
  }

  private static StreamingContext define(StreamingConf conf, String[] args) {
    StreamingContext context = new StreamingContext(conf, Durations.seconds(1));
    var numbers = context.receiverStream(new NumberReceiver(Integer.parseInt(args[1])));
    numbers.saveAsTextFiles(args[3] + "/numbers");
    numbers
        .mapToPair(number -> new Tuple2<>(number % REMAINDERS, 1))
        .<Integer>updateStateByKey((ones, sum) -> Optional.of(sum.orElse(0) + ones.size()))
        .saveAsTextFiles(args[3] + "/states");
    return context;
  }
}
