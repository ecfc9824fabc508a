package dev.sluice.testkit.receiver;

import dev.sluice.receiver.Receiver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One rule is tried: sources of its own and the receivers that are started for it. Confined to one
 * thread.
 */
final class Trial {
  /** How long to watch for what must not happen. */
  private static final Patience WATCH = new Patience(Duration.ofSeconds(1));

  /** How long a probe may take before the next is sent. */
  private static final Patience PROBE = new Patience(Duration.ofMillis(100));

  private final ReceiverRules.Harnesses harnesses;
  private final Patience patience;
  private final Deque<Ending> open = new ArrayDeque<>();
  private final ReceiverHarness<?> source;

  Trial(ReceiverRules.Harnesses harnesses, Patience patience) throws Exception {
    this.harnesses = harnesses;
    this.patience = patience;
    this.source = newSource();
  }

  Patience patience() {
    return patience;
  }

  /** The first source. */
  ReceiverHarness<?> source() {
    return source;
  }

  /** One more source. */
  ReceiverHarness<?> newSource() throws Exception {
    ReceiverHarness<?> made = harnesses.open();
    open.push(made::close);
    return made;
  }

  /** Starts a new receiver of the first source. */
  ReceiverRun start() throws Exception {
    return start(source.newReceiver());
  }

  ReceiverRun start(Receiver<?> receiver) throws Exception {
    ReceiverRun run = ReceiverRun.start(receiver, patience);
    open.push(run::end);
    return run;
  }

  /** Starts a new receiver and waits until it stores. */
  ReceiverRun startReceiving() throws Exception {
    ReceiverRun run = start();
    awaitReceiving(run, source);
    return run;
  }

  List<Object> produce(int n) throws Exception {
    return new ArrayList<>(source.produce(n));
  }

  /** Waits until one of the records that are produced from now on is durable. */
  void awaitReceiving(ReceiverRun run, ReceiverHarness<?> from) throws Exception {
    Set<Object> probes = new HashSet<>();
    Patience.Condition arrived = () -> run.driver().stored().stream().anyMatch(probes::contains);
    boolean receives =
        patience.until(
            () -> {
              probes.addAll(from.produce(1));
              return PROBE.until(arrived);
            });
    if (!receives) {
      List<String> reports = run.driver().reports();
      String last = reports.isEmpty() ? "" : ", the last: " + reports.get(reports.size() - 1);
      throw new Breach(
          "none of %d records stored; %d starts, %d messages%s"
              .formatted(probes.size(), run.driver().starts(), reports.size(), last),
          "some");
    }
  }

  void awaitReceiving(ReceiverRun run) throws Exception {
    awaitReceiving(run, source);
  }

  /** Waits until all those records are durable. */
  void awaitStored(ReceiverRun run, List<Object> records) throws Exception {
    expect(
        () -> run.driver().stored().containsAll(records),
        () -> missing(run.driver().stored(), records) + " of " + records.size() + " not stored",
        "all of them");
  }

  static long missing(List<?> found, List<?> expected) {
    Set<?> set = new HashSet<>(found);
    return expected.stream().filter(record -> !set.contains(record)).count();
  }

  /** Waits until something holds that must. */
  void expect(Patience.Condition condition, Found found, String expected) throws Exception {
    if (!patience.until(condition)) {
      throw new Breach(found.describe(), expected);
    }
  }

  /** Watches for something that must not happen. */
  void expectNever(Patience.Condition condition, Found found, String expected) throws Exception {
    if (WATCH.until(condition)) {
      throw new Breach(found.describe(), expected);
    }
  }

  /** Makes the source reachable, so that its receivers can end, then ends all; what failed. */
  List<Exception> end() {
    List<Exception> failures = new ArrayList<>();
    open.push(source::restore);
    while (!open.isEmpty()) {
      try {
        open.pop().end();
      } catch (Exception failure) {
        failures.add(failure);
      }
    }
    return failures;
  }

  /** Ends something that was opened. */
  private interface Ending {
    void end() throws Exception;
  }

  /** Says what there is when it is too late. */
  interface Found {
    String describe() throws Exception;
  }
}
