package dev.sluice.benchmarks.sluice;

import dev.sluice.dstream.MapWithStateDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.PairRDD;
import dev.sluice.state.StateSpec;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts keys on a log and with state, in a process of its own that is killed; what is static is
 * the process's. Lines on standard input say what to do, lines on standard output what happened.
 */
final class RecoveryProgram {
  static final String MAIN = "main";
  static final String STARTED = "started";
  static final String STORED = "stored";
  static final String OUTPUT = "output";
  static final String STATE = "state";

  /** Store so many records: {@code store 1000}. */
  static final String STORE = "store ";

  /** Let no batch with records end any more. */
  static final String HOLD = "hold";

  /** Say the state's size and sum with the next batch. */
  static final String ASK = "ask";

  private static final BlockingQueue<Integer> ORDERS = new LinkedBlockingQueue<>();
  private static final AtomicLong UPDATES = new AtomicLong();
  private static volatile boolean held;
  private static volatile boolean asked;

  private RecoveryProgram() {}

  /** The arguments are the directory that is kept, the number of keys and the batch interval. */
  public static void main(String[] arguments) throws Exception {
    say(MAIN);
    int keys = Integer.parseInt(arguments[1]);
    long batchMs = Long.parseLong(arguments[2]);
    try (StreamingContext context =
        StreamingContext.getOrCreate(arguments[0], () -> create(keys, batchMs))) {
      context.start();
      say(STARTED);
      obey(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII)));
      // Whoever measures is gone, and a held batch would keep the context from closing.
      Runtime.getRuntime().halt(0);
    }
  }

  private static void obey(BufferedReader orders) throws Exception {
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      if (order.startsWith(STORE)) {
        ORDERS.add(Integer.parseInt(order.substring(STORE.length())));
      } else if (order.equals(HOLD)) {
        held = true;
      } else if (order.equals(ASK)) {
        asked = true;
      }
    }
  }

  private static StreamingContext create(int keys, long batchMs) {
    StreamingConf conf =
        new StreamingConf()
            .setMaster("local[2]")
            .setAppName("w8")
            .set("streaming.receiver.writeAheadLog.enable", "true");
    StreamingContext context = new StreamingContext(conf, Durations.milliseconds(batchMs));
    MapWithStateDStream<String, Integer, Long, Long> counts =
        context
            .receiverStream(new KeyReceiver(keys))
            .mapToPair(key -> new Tuple2<>(key, 1))
            .mapWithState(
                StateSpec.function(
                    (key, one, state) -> {
                      long count = (state.exists() ? state.get() : 0L) + one.orElse(0);
                      state.update(count);
                      return count;
                    }));
    counts.foreachRDD(rdd -> output(rdd.count()));
    counts.stateSnapshots().foreachRDD(RecoveryProgram::state);
    return context;
  }

  private static void output(long updates) throws InterruptedException {
    if (held && updates > 0) {
      new CountDownLatch(1).await(); // until the process is killed
    }
    say(String.format(Locale.ROOT, "%s %d", OUTPUT, UPDATES.addAndGet(updates)));
  }

  private static void state(PairRDD<String, Long> counts) {
    if (asked) {
      asked = false;
      long sum = counts.values().fold(0L, Long::sum);
      say(String.format(Locale.ROOT, "%s %d %d", STATE, counts.count(), sum));
    }
  }

  /** How many records to store next; waits for it. */
  static int nextOrder() throws InterruptedException {
    return ORDERS.take();
  }

  static void say(String line) {
    synchronized (System.out) {
      System.out.println(line);
      System.out.flush();
    }
  }
}
