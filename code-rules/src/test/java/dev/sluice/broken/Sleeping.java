package dev.sluice.broken;

import java.util.concurrent.TimeUnit;

/** Breaks the rule on sleeping. */
interface Sleeping {
  default void rest() throws InterruptedException {
    TimeUnit.SECONDS.sleep(1);
  }
}
