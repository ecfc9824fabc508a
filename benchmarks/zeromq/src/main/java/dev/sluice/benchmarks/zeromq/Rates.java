package dev.sluice.benchmarks.zeromq;

import dev.sluice.benchmarks.harness.JsonLine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how many messages a second programs take from a process that sends, one program after
 * another, again and again; the first round warms up. The arguments are the number of messages, in
 * thousands, and that of the rounds.
 */
public final class Rates {
  private Rates() {}

  /** Prints a line for each measurement and one for the ratios of the medians. */
  public static void main(String[] args) throws Exception {
    long messages = 1_000L * (args.length > 0 ? Integer.parseInt(args[0]) : 2_000);
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    List<Taker> takers =
        List.of(
            new PlainLoop(),
            new Stream(false, false),
            new Stream(true, false),
            new Stream(true, true));
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      for (Taker taker : takers) {
        double rate = rate(taker, messages);
        if (round > 0) {
          rates.computeIfAbsent(taker.name(), name -> new ArrayList<>()).add(rate);
          print(Map.of("taker", taker.name(), "round", round, "messages_per_s", rate));
        }
      }
    }
    double plain = median(rates.getOrDefault(takers.get(0).name(), List.of()));
    Map<String, Object> ratios = new LinkedHashMap<>();
    for (Taker taker : takers.subList(1, takers.size())) {
      ratios.put(
          taker.name() + "_by_plain-loop",
          median(rates.getOrDefault(taker.name(), List.of())) / plain);
    }
    print(ratios);
  }

  private static double rate(Taker taker, long messages) throws Exception {
    String address = "tcp://127.0.0.1:" + freePort();
    Tally tally = new Tally(messages);
    Process pusher = Pusher.start(address, messages, taker.isReliable());
    try {
      taker.take(address, tally);
      return tally.perSecond();
    } finally {
      pusher.destroyForcibly().onExit().join();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The value in the middle, of the lower half if there are two. */
  static double median(List<Double> values) {
    return values.stream().sorted().skip((values.size() - 1) / 2).findFirst().orElseThrow();
  }

  private static void print(Map<String, ?> values) {
    System.out.println(JsonLine.format(values));
  }
}
