package dev.sluice.hadoop;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;

/** Copies of configurations that programs give. */
final class OwnConfiguration {
  private OwnConfiguration() {}

  /**
   * A copy, with file systems that stay open while the process ends: a program that is told to end
   * writes its last batches then.
   */
  static Configuration of(Configuration conf) {
    Configuration own = new Configuration(conf);
    own.setBoolean(CommonConfigurationKeysPublic.FS_AUTOMATIC_CLOSE_KEY, false);
    return own;
  }
}
