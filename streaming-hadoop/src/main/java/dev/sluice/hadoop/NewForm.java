package dev.sluice.hadoop;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.JobID;
import org.apache.hadoop.mapred.TaskAttemptID;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * A format of {@code org.apache.hadoop.mapreduce}. Immutable.
 *
 * @param format makes writers and committers
 * @param conf of jobs, without their directory
 */
record NewForm<K, V>(Class<? extends OutputFormat<K, V>> format, Packed<Configuration> conf)
    implements OutputForm<K, V> {

  /**
   * A format for such keys and values.
   *
   * @param conf which is copied
   */
  static <K, V> NewForm<K, V> of(
      Class<? extends OutputFormat<K, V>> format,
      Class<?> keyClass,
      Class<?> valueClass,
      Configuration conf) {
    Configuration job = new Configuration(conf);
    job.setClass(JobContext.OUTPUT_KEY_CLASS, keyClass, Object.class);
    job.setClass(JobContext.OUTPUT_VALUE_CLASS, valueClass, Object.class);
    job.setClass(JobContext.OUTPUT_FORMAT_CLASS_ATTR, format, OutputFormat.class);
    return new NewForm<>(format, new Packed<>(job));
  }

  @Override
  public JobContext job(JobID id, String directory) throws IOException, InterruptedException {
    JobContext job = new JobContextImpl(settings(directory), id);
    format(job.getConfiguration()).checkOutputSpecs(job);
    return job;
  }

  @Override
  public TaskAttemptContext attempt(TaskAttemptID id, String directory) {
    return new TaskAttemptContextImpl(settings(directory), id);
  }

  private Configuration settings(String directory) {
    Configuration settings = new Configuration(conf.value());
    settings.set(FileOutputFormat.OUTDIR, new Path(directory).toString());
    return settings;
  }

  private OutputFormat<K, V> format(Configuration settings) {
    return ReflectionUtils.newInstance(format, settings);
  }

  @Override
  public OutputCommitter committer(TaskAttemptContext attempt)
      throws IOException, InterruptedException {
    return format(attempt.getConfiguration()).getOutputCommitter(attempt);
  }

  @Override
  public Writer<K, V> open(TaskAttemptContext attempt) throws IOException, InterruptedException {
    OutputFormat<K, V> opened = format(attempt.getConfiguration());
    return new NewWriter<>(opened.getRecordWriter(attempt), attempt);
  }

  private record NewWriter<K, V>(RecordWriter<K, V> writer, TaskAttemptContext attempt)
      implements Writer<K, V> {
    @Override
    public void write(K key, V value) throws IOException, InterruptedException {
      writer.write(key, value);
    }

    @Override
    public void close() throws IOException, InterruptedException {
      writer.close(attempt);
    }
  }
}
