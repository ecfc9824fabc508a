/** Drives a Sluice program from a test. */
module dev.sluice.testkit {
  requires transitive dev.sluice.core;
  requires static transitive org.jspecify;
  requires static transitive org.junit.jupiter.api;

  exports dev.sluice.testkit;
  exports dev.sluice.testkit.engine;
  exports dev.sluice.testkit.output;
  exports dev.sluice.testkit.receiver;
  exports dev.sluice.testkit.semantics;
  exports dev.sluice.testkit.storage;
}
