package dev.sluice.hadoop;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.Split;
import dev.sluice.rdd.TaskContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * A split of an input format of {@code org.apache.hadoop.mapreduce}. Immutable.
 *
 * @param format makes the reader
 * @param types what it is said to read
 * @param conf of the job
 * @param split which part of the input
 * @param preferredHosts where it is stored
 */
record NewSplit<K, V>(
    Class<? extends InputFormat<K, V>> format,
    RecordTypes<K, V> types,
    Packed<Configuration> conf,
    Packed<InputSplit> split,
    List<String> preferredHosts)
    implements Split<Tuple2<K, V>> {

  /**
   * The splits of a job's input.
   *
   * @param job which is not changed any more
   * @throws IOException if they cannot be listed, or there is no input
   */
  static <K, V> List<NewSplit<K, V>> list(
      Job job, Class<? extends InputFormat<K, V>> format, RecordTypes<K, V> types)
      throws IOException {
    Packed<Configuration> packed = new Packed<>(job.getConfiguration());
    List<NewSplit<K, V>> splits = new ArrayList<>();
    try {
      for (InputSplit split : ReflectionUtils.newInstance(format, packed.value()).getSplits(job)) {
        List<String> hosts = Hosts.of(split.getLocations());
        splits.add(new NewSplit<>(format, types, packed, new Packed<>(split), hosts));
      }
    } catch (InterruptedException e) {
      throw Interrupted.during("list the splits of " + format.getName(), e);
    }
    return splits;
  }

  @Override
  public Iterator<Tuple2<K, V>> open(TaskContext context) throws Exception {
    TaskAttemptContext attempt =
        new TaskAttemptContextImpl(
            conf.value(),
            new TaskAttemptID("sluice", 0, TaskType.MAP, context.partition(), context.attempt()));
    RecordReader<K, V> reader =
        ReflectionUtils.newInstance(format, conf.value())
            .createRecordReader(split.value(), attempt);
    try {
      reader.initialize(split.value(), attempt);
    } catch (Exception | Error e) {
      closeAfter(e, reader);
      throw e;
    }
    context.onEnd(reader);
    return new SplitRecords<>(split.value(), new NewReader<>(reader), types, conf.value());
  }

  /** Some readers that are half open can be closed and some cannot. */
  private static void closeAfter(Throwable failure, RecordReader<?, ?> reader) {
    try {
      reader.close();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Reads by this interface. Confined to the task's thread. */
  private record NewReader<K, V>(RecordReader<K, V> reader) implements SplitRecords.Reader<K, V> {
    @Override
    public boolean advance() throws IOException, InterruptedException {
      return reader.nextKeyValue();
    }

    @Override
    public K key() throws IOException, InterruptedException {
      return reader.getCurrentKey();
    }

    @Override
    public V value() throws IOException, InterruptedException {
      return reader.getCurrentValue();
    }
  }
}
