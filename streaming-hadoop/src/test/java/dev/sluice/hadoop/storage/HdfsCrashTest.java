package dev.sluice.hadoop.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process dies at each of its calls of HDFS in turn; the next one finds what was promised. */
class HdfsCrashTest {
  private static final long SEED =
      Long.getLong("sluice.seed", ThreadLocalRandom.current().nextLong());

  /** What HDFS does when it has not heard of a process for 60 s. */
  private static void forgetProcess(HadoopPath root) throws IOException {
    Hdfs hdfs = new Hdfs(root.getFileSystem());
    for (FileStatus status : hdfs.list(root.hadoop())) {
      Path file = status.getPath();
      if (file.getName().startsWith(".lock.lock.")) {
        hdfs.end(file);
      }
    }
  }

  @Test
  @Timeout(120)
  void what_was_promised_is_there_whatever_call_was_the_last() throws Exception {
    System.out.println("HdfsCrashTest: -Dsluice.seed=" + SEED);
    boolean lived = false;
    int calls = 0;
    while (!lived) {
      String when = "seed " + SEED + ", died at call " + calls;
      HadoopPath root = HadoopFiles.path(Hadoop.directory(), new Configuration());
      CrashingHdfs hdfs = new CrashingHdfs(root.getFileSystem(), calls, SEED);
      CrashPromises promises = new CrashPromises();
      try {
        promises.live(new HdfsStorage(root, hdfs));
      } catch (IOException died) {
        assertThat(hdfs.isDead()).as(when).isTrue();
      }
      lived = !hdfs.isDead();
      HadoopPath next = HadoopFiles.path(root.toString(), new Configuration());
      forgetProcess(next);
      promises.check(new HdfsStorage(next), when);
      calls++;
    }
    assertThat(calls).isGreaterThan(20);
  }
}
