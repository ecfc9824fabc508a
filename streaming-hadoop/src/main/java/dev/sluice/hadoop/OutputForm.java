package dev.sluice.hadoop;

import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.mapred.JobID;
import org.apache.hadoop.mapred.TaskAttemptID;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * An output format of either of Hadoop's two interfaces, with the configuration of its job.
 * Immutable.
 *
 * @param <K> the keys
 * @param <V> the values
 */
sealed interface OutputForm<K, V> extends Serializable permits NewForm, OldForm {
  /** The job that writes to a directory; what {@code FileOutputFormat} would check is checked. */
  JobContext job(JobID id, String directory) throws IOException, InterruptedException;

  /** An attempt to write a partition of that job. */
  TaskAttemptContext attempt(TaskAttemptID id, String directory);

  /** What commits the job and its attempts. */
  OutputCommitter committer(TaskAttemptContext attempt) throws IOException, InterruptedException;

  /** What writes the records of an attempt. */
  Writer<K, V> open(TaskAttemptContext attempt) throws IOException, InterruptedException;

  /** Writes records. Confined to the task's thread. */
  interface Writer<K, V> {
    void write(K key, V value) throws IOException, InterruptedException;

    /** Completes the file. */
    void close() throws IOException, InterruptedException;
  }
}
