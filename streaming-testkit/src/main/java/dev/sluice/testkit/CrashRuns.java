package dev.sluice.testkit;

import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs a scenario once for each storage call. Confined to one thread. */
final class CrashRuns<R> {
  private final long seed;
  private final Supplier<? extends CrashScenario<R>> scenarios;

  CrashRuns(long seed, Supplier<? extends CrashScenario<R>> scenarios) {
    this.seed = seed;
    this.scenarios = scenarios;
  }

  int run() {
    CrashingStorage calm = new CrashingStorage(seed);
    R expected;
    try {
      expected = scenarios.get().run(calm);
    } catch (Exception failure) {
      throw new AssertionError("Without a crash: " + failure, failure);
    }
    long calls = calm.calls();
    int crashes = 0;
    for (long call = 1; call <= calls; call++) {
      if (crashesAt(call, calls, expected)) {
        crashes++;
      }
    }
    if (crashes == 0) {
      throw new IllegalArgumentException(
          "Cannot crash the scenario: it does not write, found no call that changes the storage");
    }
    return crashes;
  }

  private boolean crashesAt(long call, long calls, R expected) {
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + call);
    long again = 0;
    try {
      CrashScenario<R> scenario = scenarios.get();
      CrashingStorage storage = new CrashingStorage(random.nextLong());
      storage.crashAt(call);
      R result = attempt(scenario, storage);
      boolean crashed = storage.crashed();
      if (crashed && random.nextBoolean()) {
        again = 1 + random.nextLong(calls);
        storage = storage.recover();
        storage.crashAt(again);
        result = attempt(scenario, storage);
      }
      if (storage.crashed() || result == null) {
        result = scenario.run(storage.recover());
      }
      scenario.compare(expected, result);
      return crashed;
    } catch (Exception | AssertionError failure) {
      String restart = again == 0 ? "" : ", and at call " + again + " of the restart";
      throw new AssertionError(
          "Crash at call " + call + " of " + calls + restart + ", seed " + seed + ": " + failure,
          failure);
    }
  }

  private @Nullable R attempt(CrashScenario<R> scenario, CrashingStorage storage) throws Exception {
    try {
      return scenario.run(storage);
    } catch (Exception | AssertionError failure) {
      if (!storage.crashed()) {
        throw failure;
      }
      return null;
    }
  }
}
