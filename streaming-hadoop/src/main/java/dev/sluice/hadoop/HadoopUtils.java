package dev.sluice.hadoop;

import dev.sluice.dstream.DStreamLike;
import dev.sluice.dstream.InputDStream;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Function;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.SaveMode;
import dev.sluice.rdd.Source;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;

/**
 * Streams of files in Hadoop's formats, on any file system that Hadoop knows; {@link
 * HadoopDatasets} has the same for single datasets. Lines of text need none of this: {@code
 * textFileStream} and {@code saveAsTextFiles} take URIs such as {@code hdfs://…}.
 *
 * <p>Where no configuration of Hadoop is given, that of the class path is used ({@code
 * core-site.xml}, {@code hdfs-site.xml}); {@link #configuration} adds settings of the program.
 * Configurations are copied.
 *
 * <p>Stateless.
 */
public final class HadoopUtils {
  private static final String SETTINGS = "spark.hadoop.";

  private HadoopUtils() {}

  /**
   * The configuration of the class path with those settings of a program that begin with {@code
   * spark.hadoop.}, without these words.
   */
  public static Configuration configuration(StreamingConf conf) {
    Configuration hadoop = new Configuration();
    conf.getAll()
        .forEach(
            (name, value) -> {
              if (name.startsWith(SETTINGS) && name.length() > SETTINGS.length()) {
                hadoop.set(name.substring(SETTINGS.length()), value);
              }
            });
    return hadoop;
  }

  /**
   * The pairs of files that appear in a directory; hidden files ({@code .x}, {@code _x}) and those
   * older than the context are ignored.
   *
   * @param directory a URI, a path on the default file system, or a pattern of directories
   * @param keyClass the keys, which the format decides
   * @param valueClass the values, likewise
   * @param format reads a file
   */
  public static <K, V, F extends InputFormat<K, V>> PairDStream<K, V> fileStream(
      StreamingContext ssc,
      String directory,
      Class<K> keyClass,
      Class<V> valueClass,
      Class<F> format) {
    return fileStream(ssc, directory, keyClass, valueClass, format, HadoopFinder::isVisible, true);
  }

  /**
   * The pairs of files that appear in a directory and pass a filter.
   *
   * @param directory a URI, a path on the default file system, or a pattern of directories
   * @param keyClass the keys, which the format decides
   * @param valueClass the values, likewise
   * @param format reads a file
   * @param filter which files to read; called on the driver thread
   * @param newFilesOnly whether files that are older than the context are ignored
   */
  public static <K, V, F extends InputFormat<K, V>> PairDStream<K, V> fileStream(
      StreamingContext ssc,
      String directory,
      Class<K> keyClass,
      Class<V> valueClass,
      Class<F> format,
      Function<Path, Boolean> filter,
      boolean newFilesOnly) {
    return fileStream(
        ssc, directory, keyClass, valueClass, format, filter, newFilesOnly, new Configuration());
  }

  /**
   * The pairs of files that appear in a directory and pass a filter. A file must appear whole, by a
   * rename, and is read once: in the batch in whose time it was last modified. A large one has a
   * partition for each of the splits that the format makes of it. Records that the format's readers
   * use again are copied, if they are {@code Writable}.
   *
   * @param directory a URI, a path on the default file system, or a pattern of directories; files
   *     in directories below are not read
   * @param keyClass the keys, which the format decides
   * @param valueClass the values, likewise
   * @param format reads a file
   * @param filter which files to read; called on the driver thread
   * @param newFilesOnly whether files that are older than the context are ignored
   * @param conf for the format and to find the file system
   */
  public static <K, V, F extends InputFormat<K, V>> PairDStream<K, V> fileStream(
      StreamingContext ssc,
      String directory,
      Class<K> keyClass,
      Class<V> valueClass,
      Class<F> format,
      Function<Path, Boolean> filter,
      boolean newFilesOnly,
      Configuration conf) {
    Configuration own = OwnConfiguration.of(conf);
    RecordTypes<K, V> types = new RecordTypes<>(keyClass, valueClass);
    InputDStream<Tuple2<K, V>> files =
        ssc.fileStream(
            new HadoopFinder(new Path(directory), filter, own),
            newFilesOnly,
            (context, file) -> {
              Job job = Job.getInstance(own);
              FileInputFormat.setInputPaths(job, InputPaths.of(file));
              return context.rdd(new Source<>(NewSplit.list(job, format, types)));
            });
    return PairDStream.of(files);
  }

  /**
   * Writes every batch as text, a line for each pair with a tab between, to the directory {@code
   * prefix-<time in ms>.suffix}.
   *
   * @param prefix begins with a URI or a path on the default file system
   * @param suffix empty for none
   */
  public static <K, V> void saveAsHadoopFiles(
      PairDStream<K, V> stream, String prefix, String suffix) {
    saveAsHadoopFiles(
        stream,
        prefix,
        suffix,
        Object.class,
        Object.class,
        org.apache.hadoop.mapred.TextOutputFormat.class);
  }

  /**
   * Writes every batch in a format of {@code org.apache.hadoop.mapred}.
   *
   * @param prefix begins with a URI or a path on the default file system
   * @param suffix empty for none
   * @param keyClass what the format is told the keys are
   * @param valueClass what the format is told the values are
   * @param format such as {@code SequenceFileOutputFormat}
   */
  public static <K, V, F extends org.apache.hadoop.mapred.OutputFormat<?, ?>>
      void saveAsHadoopFiles(
          PairDStream<K, V> stream,
          String prefix,
          String suffix,
          Class<?> keyClass,
          Class<?> valueClass,
          Class<F> format) {
    JobConf conf = new JobConf(new Configuration());
    saveAsHadoopFiles(stream, prefix, suffix, keyClass, valueClass, format, conf);
  }

  /**
   * Writes every batch in a format of {@code org.apache.hadoop.mapred} to the directory {@code
   * prefix-<time in ms>.suffix}, a file for each partition. The directory of a batch that runs
   * again is replaced.
   *
   * @param prefix begins with a URI or a path on the default file system
   * @param suffix empty for none
   * @param keyClass what the format is told the keys are
   * @param valueClass what the format is told the values are
   * @param format such as {@code SequenceFileOutputFormat}
   * @param conf for the format and to find the file system; says who commits
   */
  public static <K, V, F extends org.apache.hadoop.mapred.OutputFormat<?, ?>>
      void saveAsHadoopFiles(
          PairDStream<K, V> stream,
          String prefix,
          String suffix,
          Class<?> keyClass,
          Class<?> valueClass,
          Class<F> format,
          JobConf conf) {
    OutputJob<Tuple2<K, V>, K, V> job = OutputJob.ofOldFormat(keyClass, valueClass, format, conf);
    save("saveAsHadoopFiles", stream, prefix, suffix, job);
  }

  private static <T, K, V> void save(
      String kind,
      DStreamLike<T, ? extends RDD<T>, ?> stream,
      String prefix,
      String suffix,
      OutputJob<T, K, V> job) {
    stream.saveAsDirectories(
        kind, prefix, suffix, (rdd, directory) -> job.save(rdd, directory, SaveMode.REPLACE));
  }

  /**
   * Writes every batch as text, a line for each pair with a tab between, to the directory {@code
   * prefix-<time in ms>.suffix}.
   *
   * @param prefix begins with a URI or a path on the default file system
   * @param suffix empty for none
   */
  public static <K, V> void saveAsNewAPIHadoopFiles(
      PairDStream<K, V> stream, String prefix, String suffix) {
    saveAsNewAPIHadoopFiles(
        stream, prefix, suffix, Object.class, Object.class, TextOutputFormat.class);
  }

  /**
   * Writes every batch in a format of {@code org.apache.hadoop.mapreduce}.
   *
   * @param prefix begins with a URI or a path on the default file system
   * @param suffix empty for none
   * @param keyClass what the format is told the keys are
   * @param valueClass what the format is told the values are
   * @param format such as {@code SequenceFileOutputFormat}
   */
  public static <K, V, F extends OutputFormat<?, ?>> void saveAsNewAPIHadoopFiles(
      PairDStream<K, V> stream,
      String prefix,
      String suffix,
      Class<?> keyClass,
      Class<?> valueClass,
      Class<F> format) {
    Configuration conf = new Configuration();
    saveAsNewAPIHadoopFiles(stream, prefix, suffix, keyClass, valueClass, format, conf);
  }

  /**
   * Writes every batch in a format of {@code org.apache.hadoop.mapreduce} to the directory {@code
   * prefix-<time in ms>.suffix}, a file for each partition. The directory of a batch that runs
   * again is replaced.
   *
   * @param prefix begins with a URI or a path on the default file system
   * @param suffix empty for none
   * @param keyClass what the format is told the keys are
   * @param valueClass what the format is told the values are
   * @param format such as {@code SequenceFileOutputFormat}
   * @param conf for the format and to find the file system
   */
  public static <K, V, F extends OutputFormat<?, ?>> void saveAsNewAPIHadoopFiles(
      PairDStream<K, V> stream,
      String prefix,
      String suffix,
      Class<?> keyClass,
      Class<?> valueClass,
      Class<F> format,
      Configuration conf) {
    OutputJob<Tuple2<K, V>, K, V> job = OutputJob.ofNewFormat(keyClass, valueClass, format, conf);
    save("saveAsNewAPIHadoopFiles", stream, prefix, suffix, job);
  }

  /**
   * Writes every batch to sequence files in the directory {@code prefix-<time in ms>.suffix}, in
   * the engine's serialized form, which {@link HadoopDatasets#objectFile} reads.
   *
   * @param prefix begins with a URI or a path on the default file system
   * @param suffix empty for none
   * @param conf for the format and to find the file system
   */
  public static <T> void saveAsObjectFiles(
      DStreamLike<T, ? extends RDD<T>, ?> stream,
      String prefix,
      String suffix,
      Configuration conf) {
    save("saveAsObjectFiles", stream, prefix, suffix, OutputJob.ofObjects(conf));
  }
}
