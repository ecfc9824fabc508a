/** Drives a Sluice program from a test. */
module dev.sluice.testkit {
  requires transitive dev.sluice.core;
  requires static transitive org.jspecify;

  exports dev.sluice.testkit;
}
