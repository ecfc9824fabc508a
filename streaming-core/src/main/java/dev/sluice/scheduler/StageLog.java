package dev.sluice.scheduler;

import dev.sluice.engine.StageInfo;
import dev.sluice.listener.OutputOperationInfo;
import java.util.ArrayList;
import java.util.List;

/** The stages of one output operation, as they end. Thread-safe: guarded by its monitor. */
final class StageLog {
  private final List<StageInfo> stages = new ArrayList<>();
  private int more;

  synchronized void add(StageInfo stage) {
    if (stages.size() < OutputOperationInfo.MOST_STAGES) {
      stages.add(stage);
    } else {
      more++;
    }
  }

  /** Those that have ended so far. */
  synchronized List<StageInfo> stages() {
    return List.copyOf(stages);
  }

  /** How many ended beyond those. */
  synchronized int more() {
    return more;
  }
}
