package dev.sluice.hadoop.storage;

import java.util.Arrays;

/** {@link NumbersProgram} on S3, whose endpoint is the first argument. */
final class S3NumbersProgram {
  private S3NumbersProgram() {}

  /** Runs until it is killed or terminated. */
  public static void main(String[] args) throws Exception {
    ObjectStore.use(args[0]);
    NumbersProgram.main(Arrays.copyOfRange(args, 1, args.length));
  }
}
