package dev.sluice.examples;

import dev.sluice.dstream.DStream;
import dev.sluice.function.Tuple2;
import dev.sluice.pekko.ActorHelper;
import dev.sluice.pekko.PekkoUtils;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;

/**
 * Counts the words of the lines that an actor gets in each second, from a feeder in this process.
 *
 * <p>Arguments: {@code tell}, the feeder waits for no answers, or {@code ask}, it sends a line
 * again until it has an answer.
 */
public final class ActorWordCount {
  private static final Usage USAGE = new Usage("ActorWordCount", "[tell|ask]");
  private static final List<String> WAYS = List.of("tell", "ask");

  private ActorWordCount() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws Exception {
    String way = args.length == 0 ? WAYS.get(0) : args[0];
    if (!WAYS.contains(way)) {
      throw USAGE.exit("found %s, expected one of %s".formatted(way, WAYS));
    }
    if (args.length > 1) {
      throw USAGE.exit("found %d arguments, expected 0 or 1".formatted(args.length));
    }
    try (ActorFeed feed = ActorFeed.start(way.equals("ask"))) {
      countWords(feed.feeder());
    }
  }

  private static void countWords(ActorRef feeder) throws InterruptedException {
    StreamingConf conf =
        new StreamingConf()
            .setIfMissing("streaming.master", "local[2]")
            .setAppName("ActorWordCount");
    try (StreamingContext ssc = new StreamingContext(conf, Durations.seconds(1))) {
      lines(ssc, feeder)
          .flatMap(line -> Arrays.asList(line.split(" ")))
          .mapToPair(word -> new Tuple2<>(word, 1))
          .reduceByKey(Integer::sum)
          .print();
      ssc.start();
      ssc.awaitTermination();
    }
  }

  // snippet: PekkoStream
  private static DStream<String> lines(StreamingContext ssc, ActorRef feeder) {
    Props props = Props.create(LineActor.class, () -> new LineActor(feeder));
    return PekkoUtils.createStream(ssc, props, "lines");
  }

  // end of snippet

  // snippet: PekkoActor
  /** Asks a feeder for lines and stores them; answers those who ask for it. */
  static final class LineActor extends AbstractActor implements ActorHelper<String> {
    private final ActorRef feeder;

    LineActor(ActorRef feeder) {
      this.feeder = feeder;
    }

    @Override
    public void preStart() {
      feeder.tell(new ActorFeed.Subscribe(), getSelf());
    }

    @Override
    public Receive createReceive() {
      return receiveBuilder()
          .match(String.class, this::store)
          .match(ActorFeed.Numbered.class, line -> store(line.text(), line.number()))
          .build();
    }
  }
  // end of snippet
}
