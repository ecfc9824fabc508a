package dev.sluice.testkit.upgrade.second;

/** What was sold of an article, and in how many batches since that is counted. Immutable. */
record Revenue(long sum, int batches) {
  Revenue with(long more) {
    return new Revenue(sum + more, batches + 1);
  }
}
