package dev.sluice.flume.it;

import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Kills an agent so many times at random moments, while other things happen. */
final class AgentKills {
  private static final int SHORTEST_LIFE_MS = 500;
  private static final int LONGEST_LIFE_MS = 3_000;

  private final AgentInlet inlet;
  private final int number;
  private final SplittableRandom random;

  AgentKills(AgentInlet inlet, int number, long seed) {
    this.inlet = inlet;
    this.number = number;
    this.random = new SplittableRandom(seed);
  }

  /** Does something and meanwhile kills the agent; returns when both are done. */
  void during(Callable<Void> other) throws Exception {
    FutureTask<Void> kills = new FutureTask<>(this::kill);
    Thread thread = new Thread(kills, "agent-kills");
    thread.start();
    try {
      other.call();
    } finally {
      thread.join();
    }
    kills.get();
  }

  private Void kill() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    for (int kill = 0; kill < number; kill++) {
      boolean unused =
          never.await(random.nextLong(SHORTEST_LIFE_MS, LONGEST_LIFE_MS), TimeUnit.MILLISECONDS);
      inlet.killAgent();
    }
    return null;
  }
}
