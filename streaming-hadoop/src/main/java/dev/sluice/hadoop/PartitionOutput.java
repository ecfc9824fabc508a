package dev.sluice.hadoop;

import dev.sluice.rdd.PartitionFunction;
import dev.sluice.rdd.Records;
import dev.sluice.rdd.TaskContext;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hadoop.mapred.JobID;
import org.apache.hadoop.mapred.TaskAttemptID;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskType;

/**
 * Writes a partition of a dataset in an attempt of its own, whose number no other has, be it a
 * retry or a task that was given up but still runs. Immutable.
 *
 * @param form the format
 * @param feed makes its keys and values
 * @param job the id of the job
 * @param place where the job writes
 */
record PartitionOutput<T, K, V>(OutputForm<K, V> form, Feed<T, K, V> feed, String job, String place)
    implements PartitionFunction<T, Boolean> {

  /** Returns true. */
  @Override
  public Boolean call(TaskContext task, Records<T> records) throws Exception {
    JobID id = JobID.forName(job);
    int number = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
    TaskAttemptContext attempt =
        form.attempt(
            new TaskAttemptID(
                id.getJtIdentifier(), id.getId(), TaskType.REDUCE, task.partition(), number),
            place);
    OutputCommitter committer = form.committer(attempt);
    committer.setupTask(attempt);
    try {
      write(task, records, form.open(attempt));
      if (committer.needsTaskCommit(attempt)) {
        committer.commitTask(attempt);
      }
    } catch (Exception | Error e) {
      OutputJob.suppress(e, () -> committer.abortTask(attempt));
      throw e;
    }
    return true;
  }

  private void write(TaskContext task, Records<T> records, OutputForm.Writer<K, V> writer)
      throws Exception {
    try {
      feed.write(task, records, writer);
    } catch (Exception | Error e) {
      OutputJob.suppress(e, () -> close(writer));
      throw e;
    }
    writer.close();
  }

  private static void close(OutputForm.Writer<?, ?> writer) throws IOException {
    try {
      writer.close();
    } catch (InterruptedException e) {
      throw Interrupted.during("close a file", e);
    }
  }
}
