package dev.sluice.hadoop;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.SaveMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.JobID;
import org.apache.hadoop.mapred.TaskAttemptID;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.lib.output.SequenceFileOutputFormat;

/**
 * Writes datasets to directories in a format of Hadoop: each partition is an attempt of a job, and
 * the job is committed when all are. Immutable.
 *
 * @param form the format
 * @param feed makes its keys and values
 * @param conf finds the file system
 */
record OutputJob<T, K, V>(OutputForm<K, V> form, Feed<T, K, V> feed, Configuration conf) {

  /** Pairs in a format of {@code org.apache.hadoop.mapred}. */
  @SuppressWarnings("unchecked") // a format says nothing of its types that could be checked
  static <K, V> OutputJob<Tuple2<K, V>, K, V> ofOldFormat(
      Class<?> keyClass,
      Class<?> valueClass,
      Class<? extends org.apache.hadoop.mapred.OutputFormat<?, ?>> format,
      JobConf conf) {
    var typed = (Class<? extends org.apache.hadoop.mapred.OutputFormat<K, V>>) format;
    Configuration own = OwnConfiguration.of(conf);
    return new OutputJob<>(OldForm.of(typed, keyClass, valueClass, own), Feed.pairs(), own);
  }

  /** Pairs in a format of {@code org.apache.hadoop.mapreduce}. */
  @SuppressWarnings("unchecked") // a format says nothing of its types that could be checked
  static <K, V> OutputJob<Tuple2<K, V>, K, V> ofNewFormat(
      Class<?> keyClass,
      Class<?> valueClass,
      Class<? extends OutputFormat<?, ?>> format,
      Configuration conf) {
    var typed = (Class<? extends OutputFormat<K, V>>) format;
    Configuration own = OwnConfiguration.of(conf);
    return new OutputJob<>(NewForm.of(typed, keyClass, valueClass, own), Feed.pairs(), own);
  }

  /** Sequence files of serialized records. */
  static <T> OutputJob<T, NullWritable, BytesWritable> ofObjects(Configuration conf) {
    Configuration own = OwnConfiguration.of(conf);
    return new OutputJob<>(
        NewForm.of(sequenceFormat(), NullWritable.class, BytesWritable.class, own),
        Feed.objects(),
        own);
  }

  @SuppressWarnings("unchecked") // the class is the same for all keys and values
  private static <K, V> Class<SequenceFileOutputFormat<K, V>> sequenceFormat() {
    return (Class<SequenceFileOutputFormat<K, V>>) (Class<?>) SequenceFileOutputFormat.class;
  }

  /**
   * Writes a dataset, which appears when it is complete.
   *
   * @throws UncheckedIOException if that fails on this side; nothing appears, and what was there
   *     before stays unless the file system is one that cannot rename
   * @throws dev.sluice.rdd.JobException if tasks fail, likewise
   */
  void save(RDD<T> dataset, String directory, SaveMode mode) {
    try {
      write(dataset, directory, mode);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot save a dataset to " + directory, e);
    }
  }

  private void write(RDD<T> dataset, String directory, SaveMode mode) throws IOException {
    Placement placement = Placement.of(new Path(directory), mode, conf);
    Path place = placement.begin();
    try {
      run(dataset, place.toString());
      placement.publish();
    } catch (IOException | RuntimeException | Error e) {
      suppress(e, placement::discard);
      throw e;
    }
  }

  private void run(RDD<T> dataset, String place) throws IOException {
    JobID id = new JobID(Long.toHexString(ThreadLocalRandom.current().nextLong()), 0);
    try {
      JobContext job = form.job(id, place);
      OutputCommitter committer = form.committer(form.attempt(first(id), place));
      committer.setupJob(job);
      try {
        dataset.context().runJob(dataset, new PartitionOutput<>(form, feed, id.toString(), place));
        committer.commitJob(job);
      } catch (IOException | RuntimeException | Error e) {
        suppress(e, () -> committer.abortJob(job, JobStatus.State.FAILED));
        throw e;
      }
    } catch (InterruptedException e) {
      throw Interrupted.during("write " + place, e);
    }
  }

  private static TaskAttemptID first(JobID id) {
    return new TaskAttemptID(id.getJtIdentifier(), id.getId(), TaskType.REDUCE, 0, 0);
  }

  /** Does what is due after a failure, which matters more than one of this. */
  static void suppress(Throwable failure, Cleanup cleanup) {
    try {
      cleanup.run();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** What is done after a failure. */
  @FunctionalInterface
  interface Cleanup {
    void run() throws IOException;
  }
}
