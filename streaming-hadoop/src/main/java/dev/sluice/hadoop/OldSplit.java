package dev.sluice.hadoop;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.Split;
import dev.sluice.rdd.TaskContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.mapred.InputFormat;
import org.apache.hadoop.mapred.InputSplit;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.RecordReader;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * A split of an input format of {@code org.apache.hadoop.mapred}. Immutable.
 *
 * @param format makes the reader
 * @param types what it is said to read
 * @param conf of the job
 * @param split which part of the input
 * @param preferredHosts where it is stored
 */
record OldSplit<K, V>(
    Class<? extends InputFormat<K, V>> format,
    RecordTypes<K, V> types,
    Packed<JobConf> conf,
    Packed<InputSplit> split,
    List<String> preferredHosts)
    implements Split<Tuple2<K, V>> {

  /**
   * The splits of a job's input.
   *
   * @param job which is not changed any more
   * @param atLeast how many splits the format is asked for
   * @throws IOException if they cannot be listed, or there is no input
   */
  static <K, V> List<OldSplit<K, V>> list(
      JobConf job, Class<? extends InputFormat<K, V>> format, RecordTypes<K, V> types, int atLeast)
      throws IOException {
    Packed<JobConf> packed = new Packed<>(job);
    List<OldSplit<K, V>> splits = new ArrayList<>();
    for (InputSplit split : ReflectionUtils.newInstance(format, job).getSplits(job, atLeast)) {
      List<String> hosts = Hosts.of(split.getLocations());
      splits.add(new OldSplit<>(format, types, packed, new Packed<>(split), hosts));
    }
    return splits;
  }

  @Override
  public Iterator<Tuple2<K, V>> open(TaskContext context) throws IOException {
    RecordReader<K, V> reader =
        ReflectionUtils.newInstance(format, conf.value())
            .getRecordReader(split.value(), conf.value(), Reporter.NULL);
    context.onEnd(reader);
    OldReader<K, V> records = new OldReader<>(reader, reader.createKey(), reader.createValue());
    return new SplitRecords<>(split.value(), records, types, conf.value());
  }

  /** Reads by this interface. Confined to the task's thread. */
  private record OldReader<K, V>(RecordReader<K, V> reader, K key, V value)
      implements SplitRecords.Reader<K, V> {
    @Override
    public boolean advance() throws IOException {
      return reader.next(key, value);
    }
  }
}
