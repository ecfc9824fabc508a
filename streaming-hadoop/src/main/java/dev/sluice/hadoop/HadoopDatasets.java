package dev.sluice.hadoop;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.PairRDD;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.rdd.SaveMode;
import dev.sluice.rdd.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.SequenceFileInputFormat;

/**
 * Datasets in files of Hadoop's formats, on any file system that Hadoop knows. Paths without a
 * scheme are on the default one of the configuration ({@code fs.defaultFS}), which is the local one
 * unless {@code core-site.xml} says otherwise.
 *
 * <p>What is read has a partition for each split, and records of its own: {@code Writable} objects
 * that a reader fills again and again are copied. Readers of other classes must make new ones.
 * Paths may be several with commas between, directories and patterns; names that begin with a dot
 * or an underscore are passed over. The files are listed at once and read by tasks.
 *
 * <p>What is written appears as a directory when it is complete, on HDFS and local disks; on stores
 * that cannot rename a directory at once it is complete when it has the file {@code _SUCCESS}.
 *
 * <p>Stateless.
 */
public final class HadoopDatasets {
  private HadoopDatasets() {}

  /**
   * Pairs in files of a format of {@code org.apache.hadoop.mapreduce}.
   *
   * @param path of files or directories
   * @param format reads them
   * @param keyClass the keys, which the format decides
   * @param valueClass the values, likewise
   * @param conf for the format and to find the file system; copied
   * @throws UncheckedIOException if there is no such file, or it cannot be looked at
   */
  public static <K, V, F extends InputFormat<K, V>> PairRDD<K, V> newAPIHadoopFile(
      RddContext context,
      String path,
      Class<F> format,
      Class<K> keyClass,
      Class<V> valueClass,
      Configuration conf) {
    return context.pairs(
        new Source<>(splits(path, format, new RecordTypes<>(keyClass, valueClass), conf)));
  }

  private static <K, V> List<NewSplit<K, V>> splits(
      String path,
      Class<? extends InputFormat<K, V>> format,
      RecordTypes<K, V> types,
      Configuration conf) {
    try {
      Job job = Job.getInstance(OwnConfiguration.of(conf));
      FileInputFormat.setInputPaths(job, path);
      return NewSplit.list(job, format, types);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static UncheckedIOException unreadable(String path, IOException cause) {
    return new UncheckedIOException("Cannot list input files of " + path, cause);
  }

  /**
   * Pairs in files of a format of {@code org.apache.hadoop.mapred}.
   *
   * @param path of files or directories
   * @param format reads them
   * @param keyClass the keys, which the format decides
   * @param valueClass the values, likewise
   * @param minPartitions how many partitions the format is asked for; it may make more
   * @param conf for the format and to find the file system; copied
   * @throws UncheckedIOException if there is no such file, or it cannot be looked at
   */
  public static <K, V, F extends org.apache.hadoop.mapred.InputFormat<K, V>>
      PairRDD<K, V> hadoopFile(
          RddContext context,
          String path,
          Class<F> format,
          Class<K> keyClass,
          Class<V> valueClass,
          int minPartitions,
          Configuration conf) {
    JobConf job = new JobConf(OwnConfiguration.of(conf));
    org.apache.hadoop.mapred.FileInputFormat.setInputPaths(job, path);
    try {
      RecordTypes<K, V> types = new RecordTypes<>(keyClass, valueClass);
      return context.pairs(new Source<>(OldSplit.list(job, format, types, minPartitions)));
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /**
   * Pairs in sequence files.
   *
   * @param keyClass the keys that the files have
   * @param valueClass the values that the files have
   * @throws UncheckedIOException if there is no such file, or it cannot be looked at
   */
  public static <K, V> PairRDD<K, V> sequenceFile(
      RddContext context, String path, Class<K> keyClass, Class<V> valueClass, Configuration conf) {
    return newAPIHadoopFile(context, path, sequenceInput(), keyClass, valueClass, conf);
  }

  @SuppressWarnings("unchecked") // the class is the same for all keys and values
  private static <K, V> Class<SequenceFileInputFormat<K, V>> sequenceInput() {
    return (Class<SequenceFileInputFormat<K, V>>) (Class<?>) SequenceFileInputFormat.class;
  }

  /**
   * What {@link #saveAsObjectFile} wrote. Object files of Apache Spark are refused, since they are
   * in the form of Java serialization.
   *
   * @throws UncheckedIOException if there is no such file, or it cannot be looked at
   */
  public static <T> RDD<T> objectFile(RddContext context, String path, Configuration conf) {
    RecordTypes<NullWritable, BytesWritable> types =
        new RecordTypes<>(NullWritable.class, BytesWritable.class);
    List<ObjectSplit<T>> splits =
        splits(path, sequenceInput(), types, conf).stream()
            .map(split -> new ObjectSplit<T>(split))
            .toList();
    return context.rdd(new Source<>(splits));
  }

  /**
   * Writes pairs in a format of {@code org.apache.hadoop.mapred}.
   *
   * @param keyClass what the format is told the keys are
   * @param valueClass what the format is told the values are
   * @param format such as {@code TextOutputFormat}; who commits is in the configuration
   * @param conf for the format and to find the file system; copied
   * @throws UncheckedIOException if the directory cannot be written
   * @throws dev.sluice.rdd.JobException if a task fails
   */
  public static <K, V, F extends org.apache.hadoop.mapred.OutputFormat<?, ?>> void saveAsHadoopFile(
      RDD<Tuple2<K, V>> dataset,
      String directory,
      Class<?> keyClass,
      Class<?> valueClass,
      Class<F> format,
      JobConf conf,
      SaveMode mode) {
    OutputJob.<K, V>ofOldFormat(keyClass, valueClass, format, conf).save(dataset, directory, mode);
  }

  /**
   * Writes pairs in a format of {@code org.apache.hadoop.mapreduce}.
   *
   * @param keyClass what the format is told the keys are
   * @param valueClass what the format is told the values are
   * @param format such as {@code TextOutputFormat}
   * @param conf for the format and to find the file system; copied
   * @throws UncheckedIOException if the directory cannot be written
   * @throws dev.sluice.rdd.JobException if a task fails
   */
  public static <K, V, F extends OutputFormat<?, ?>> void saveAsNewAPIHadoopFile(
      RDD<Tuple2<K, V>> dataset,
      String directory,
      Class<?> keyClass,
      Class<?> valueClass,
      Class<F> format,
      Configuration conf,
      SaveMode mode) {
    OutputJob.<K, V>ofNewFormat(keyClass, valueClass, format, conf).save(dataset, directory, mode);
  }

  /**
   * Writes records of any class to sequence files, in the engine's serialized form, which {@link
   * #objectFile} reads.
   *
   * @param conf for the format and to find the file system; copied
   * @throws UncheckedIOException if the directory cannot be written
   * @throws dev.sluice.rdd.JobException if a task fails
   */
  public static <T> void saveAsObjectFile(
      RDD<T> dataset, String directory, Configuration conf, SaveMode mode) {
    OutputJob.<T>ofObjects(conf).save(dataset, directory, mode);
  }
}
