package dev.sluice.streaming;

import dev.sluice.io.Storage;
import dev.sluice.testkit.CrashScenario;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A program of one input and one output that crashes, and goes on; what comes of its crashes is
 * noted. Confined to the test's thread.
 */
final class Trial implements CrashScenario<Map<String, Integer>> {
  private static final int BATCHES = 3;
  private static final int TO_DRAIN = 3;

  private final StreamingConf conf;
  private final TrialInput input;
  private final TrialOutput output;
  private final Observed observed;
  private int batch;

  Trial(StreamingConf conf, TrialInput input, TrialOutput output, Observed observed) {
    this.conf = conf;
    this.input = input;
    this.output = output;
    this.observed = observed;
  }

  /** What crashes did, and what the program says they do. */
  static final class Observed {
    private String report = "";
    private boolean lost;
    private boolean doubled;

    String report() {
      return report;
    }

    boolean lost() {
      return lost;
    }

    boolean doubled() {
      return doubled;
    }
  }

  @Override
  public Map<String, Integer> run(Storage storage) throws Exception {
    Time now = new Time(Durations.seconds(batch).toMillis());
    try (TestStreams streams = TestStreams.create(conf, Durations.seconds(1), now)) {
      streams.context().checkpoint(storage);
      output.define(input.define(streams));
      observed.report = streams.context().guarantees();
      streams.start();
      input.started();
      streams.advance(0);
      while (batch < BATCHES) {
        int next = batch++;
        input.send(next);
        streams.advance(1);
      }
      streams.advance(TO_DRAIN);
      batch += TO_DRAIN;
    }
    Map<String, Integer> counts = new HashMap<>();
    output.found().forEach(record -> counts.merge(record, 1, Integer::sum));
    return counts;
  }

  @Override
  public void compare(Map<String, Integer> crashFree, Map<String, Integer> crashed) {
    List<String> all =
        IntStream.range(0, BATCHES).boxed().flatMap(n -> TrialInput.records(n).stream()).toList();
    if (!crashFree.equals(Map.copyOf(counted(all)))) {
      throw new AssertionError("Without a crash: expected " + all + " once, found " + crashFree);
    }
    observed.lost |= !crashed.keySet().containsAll(all);
    observed.doubled |= crashed.values().stream().anyMatch(times -> times > 1);
  }

  private static Map<String, Integer> counted(List<String> records) {
    Map<String, Integer> counts = new HashMap<>();
    records.forEach(record -> counts.merge(record, 1, Integer::sum));
    return counts;
  }
}
