package dev.sluice.testkit.receiver;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A message broker for tests, on the loopback address. A client sends the line {@code login
 * <password>} and reads {@code welcome}; then it is sent lines {@code <position> <number>}, of
 * which each waits until a line {@code ack <position>} comes; what waits when its connection ends
 * is sent again to the next client. The newest client is sent everything. Thread-safe as {@link
 * LoopbackServer} is.
 */
final class SequenceBroker extends LoopbackServer {
  static final String PASSWORD = "open-sesame";
  private static final int FIRST_NUMBER = 1_000;

  private final Map<Long, String> kept = new HashMap<>();
  private final TreeSet<Long> waiting = new TreeSet<>();
  private final Map<Connection, Set<Long>> inFlight = new HashMap<>();
  private final Map<Connection, Deque<String>> replies = new HashMap<>();
  private final TreeMap<Long, Integer> numbers = new TreeMap<>();
  private final List<Integer> acknowledged = new ArrayList<>();
  private long positions;
  private long sent;
  private Connection newestClient;

  SequenceBroker() throws IOException {}

  synchronized List<Integer> produce(int n) {
    List<Integer> produced = new ArrayList<>(n);
    for (int record = 0; record < n; record++) {
      int number = Math.toIntExact(FIRST_NUMBER + positions);
      numbers.put(positions, number);
      produced.add(number);
      publish(Integer.toString(number));
    }
    return produced;
  }

  /** Sends a text instead of a number. */
  synchronized void publish(String payload) {
    kept.put(positions, payload);
    waiting.add(positions);
    positions++;
    notifyAll();
  }

  synchronized List<Integer> acknowledged() {
    return List.copyOf(acknowledged);
  }

  synchronized long sent() {
    return sent;
  }

  @Override
  void heard(Connection from, String line) {
    String[] words = line.split(" ");
    if (words[0].equals("login") && words[1].equals(PASSWORD)) {
      inFlight.put(from, new TreeSet<>());
      replies.put(from, new ArrayDeque<>(List.of("welcome")));
      newestClient = from;
    } else if (words[0].equals("ack")) {
      acknowledge(from, Long.parseLong(words[1]));
    }
  }

  private void acknowledge(Connection from, long position) {
    kept.remove(position);
    waiting.remove(position);
    inFlight.get(from).remove(position);
    if (numbers.containsKey(position)) {
      acknowledged.add(numbers.get(position));
    }
  }

  @Override
  void left(Connection gone) {
    replies.remove(gone);
    Set<Long> again = inFlight.remove(gone);
    if (again != null) {
      again.stream().filter(kept::containsKey).forEach(waiting::add);
    }
    if (gone == newestClient) {
      newestClient = null;
    }
  }

  @Override
  String next(Connection to) {
    if (!inFlight.containsKey(to)) {
      return null;
    }
    String reply = replies.get(to).poll();
    if (reply != null || to != newestClient || waiting.isEmpty()) {
      return reply;
    }
    long position = waiting.pollFirst();
    inFlight.get(to).add(position);
    sent++;
    return position + " " + kept.get(position);
  }
}
