package dev.sluice.testkit.upgrade.first;

/** What was sold of an article. Immutable. */
record Sales(long sum) {
  Sales plus(long amounts) {
    return new Sales(sum + amounts);
  }
}
