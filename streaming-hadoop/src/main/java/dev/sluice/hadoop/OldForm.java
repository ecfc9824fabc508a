package dev.sluice.hadoop;

import java.io.IOException;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.FileOutputFormat;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.JobContextImpl;
import org.apache.hadoop.mapred.JobID;
import org.apache.hadoop.mapred.OutputFormat;
import org.apache.hadoop.mapred.RecordWriter;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.mapred.TaskAttemptContextImpl;
import org.apache.hadoop.mapred.TaskAttemptID;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * A format of {@code org.apache.hadoop.mapred}. Immutable.
 *
 * @param format makes writers
 * @param conf of jobs, without their directory; says who commits
 */
record OldForm<K, V>(Class<? extends OutputFormat<K, V>> format, Packed<JobConf> conf)
    implements OutputForm<K, V> {

  /**
   * A format for such keys and values.
   *
   * @param conf which is copied
   */
  static <K, V> OldForm<K, V> of(
      Class<? extends OutputFormat<K, V>> format,
      Class<?> keyClass,
      Class<?> valueClass,
      Configuration conf) {
    JobConf job = new JobConf(conf);
    job.setOutputKeyClass(keyClass);
    job.setOutputValueClass(valueClass);
    job.setOutputFormat(format);
    return new OldForm<>(format, new Packed<>(job));
  }

  @Override
  public JobContext job(JobID id, String directory) throws IOException {
    JobConf job = settings(directory);
    format(job).checkOutputSpecs(null, job);
    return new JobContextImpl(job, id);
  }

  @Override
  public TaskAttemptContext attempt(TaskAttemptID id, String directory) {
    JobConf job = settings(directory);
    job.set(JobContext.ID, id.getJobID().toString());
    job.set(JobContext.TASK_ID, id.getTaskID().toString());
    job.set(JobContext.TASK_ATTEMPT_ID, id.toString());
    job.setBoolean(JobContext.TASK_ISMAP, false);
    job.setInt(JobContext.TASK_PARTITION, id.getTaskID().getId());
    return new TaskAttemptContextImpl(job, id);
  }

  private JobConf settings(String directory) {
    JobConf job = new JobConf(conf.value());
    FileOutputFormat.setOutputPath(job, new Path(directory));
    return job;
  }

  private OutputFormat<K, V> format(JobConf job) {
    return ReflectionUtils.newInstance(format, job);
  }

  @Override
  public OutputCommitter committer(TaskAttemptContext attempt) {
    return ((JobConf) attempt.getConfiguration()).getOutputCommitter();
  }

  @Override
  public Writer<K, V> open(TaskAttemptContext attempt) throws IOException {
    JobConf job = (JobConf) attempt.getConfiguration();
    int partition = attempt.getTaskAttemptID().getTaskID().getId();
    String name = String.format(Locale.ROOT, "part-%05d", partition);
    return new OldWriter<>(format(job).getRecordWriter(null, job, name, Reporter.NULL));
  }

  private record OldWriter<K, V>(RecordWriter<K, V> writer) implements Writer<K, V> {
    @Override
    public void write(K key, V value) throws IOException {
      writer.write(key, value);
    }

    @Override
    public void close() throws IOException {
      writer.close(Reporter.NULL);
    }
  }
}
