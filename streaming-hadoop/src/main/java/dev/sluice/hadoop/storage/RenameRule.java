package dev.sluice.hadoop.storage;

import java.io.IOException;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/** Where a rename is one step. Stateless. */
final class RenameRule {
  private RenameRule() {}

  /** Refuses to rename where that is a copy of each file, of which a crash leaves a part. */
  static void require(HadoopPath path) throws IOException {
    Object hadoop = path.getFileSystem().hadoop();
    boolean atomic =
        hadoop instanceof DistributedFileSystem
            || hadoop instanceof LocalFileSystem
            || hadoop instanceof RawLocalFileSystem;
    if (!atomic) {
      throw new IOException(
          "Cannot rename %s: found %s, where that is not one step, expected HDFS or a local directory; the methods HadoopUtils.saveAs… write there without a rename"
              .formatted(path, hadoop.getClass().getName()));
    }
  }
}
