package dev.sluice.testkit;

import java.io.IOException;
import java.util.SplittableRandom;

/**
 * Decides for each change of a crashing storage whether it happens. Guarded by its monitor, which
 * is the storage's.
 */
final class CrashSwitch {

  /** A change of the storage. */
  @FunctionalInterface
  interface Change {
    void make() throws IOException;
  }

  private final SplittableRandom random;
  private long calls;
  private long crashAt;
  private boolean crashed;
  private boolean readOnly;
  private long freeBytes = Long.MAX_VALUE;

  CrashSwitch(SplittableRandom random) {
    this.random = random;
  }

  void crashAt(long call) {
    crashAt = call;
  }

  void crash() {
    crashed = true;
  }

  boolean crashed() {
    return crashed;
  }

  long calls() {
    return calls;
  }

  void fullAfter(long bytes) {
    freeBytes = bytes;
  }

  void readOnly(boolean refusesChanges) {
    readOnly = refusesChanges;
  }

  void change(String what, Change change) throws IOException {
    requireAlive(what);
    calls++;
    if (calls == crashAt) {
      crashed = true;
      if (random.nextBoolean()) {
        change.make();
      }
    }
    requireAlive(what);
    if (readOnly) {
      throw new IOException("Cannot " + what + ": read-only file system");
    }
    change.make();
  }

  void requireAlive(String what) {
    if (crashed) {
      throw new CrashException("Cannot " + what + ": the storage crashed at call " + calls);
    }
  }

  /** Takes as many bytes of those wanted as are free. */
  int takeSome(int wanted) {
    int taken = (int) Math.min(wanted, freeBytes);
    freeBytes -= taken;
    return taken;
  }

  void takeAll(String what, int wanted) throws IOException {
    if (wanted > freeBytes) {
      throw full(what, wanted);
    }
    freeBytes -= wanted;
  }

  IOException full(String what, int wanted) {
    return new IOException(
        "Cannot %s: no space left on device, found %d bytes free, expected %d"
            .formatted(what, freeBytes, wanted));
  }
}
