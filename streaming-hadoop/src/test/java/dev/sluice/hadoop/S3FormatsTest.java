package dev.sluice.hadoop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.function.Tuple2;
import dev.sluice.s3.peer.S3Server;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.hadoop.mapreduce.lib.output.SequenceFileOutputFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hadoop's formats read from S3 and write to it. */
class S3FormatsTest {
  private static final Duration SECOND = Durations.seconds(1);

  private final String root = "s3a://" + S3Server.BUCKET + "/formats";
  private final Configuration conf = new Configuration();
  private S3Server server;

  @BeforeEach
  void start() throws IOException {
    server = S3Server.start();
    conf.set("fs.s3a.endpoint", server.endpoint().toString());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private void write(FileSystem files, String name, String text) throws IOException {
    try (FSDataOutputStream out = files.create(new Path(root + "/" + name))) {
      out.write(text.getBytes(UTF_8));
    }
  }

  @Test
  void words_of_files_are_counted_into_a_directory_that_says_when_it_is_whole() throws Exception {
    try (FileSystem files = FileSystem.newInstance(new Path(root).toUri(), conf)) {
      write(files, "in/a", "to be or not\n");
      write(files, "in/b", "to be\n");
      // S3 says when, by its own clock.
      Time written =
          new Time(files.getFileStatus(new Path(root + "/in/b")).getModificationTime())
              .floor(SECOND)
              .plus(SECOND);
      try (TestStreams streams = TestStreams.create(new StreamingConf(), SECOND, written)) {
        count(streams.context());
        streams.start();

        streams.advance(1);

        Path directory = new Path(root + "/out/words-" + written.plus(SECOND).milliseconds());
        assertThat(files.exists(new Path(directory, "_SUCCESS"))).isTrue();
        assertThat(
                HadoopDatasets.sequenceFile(
                        streams.context().rddContext(),
                        directory.toString(),
                        Text.class,
                        IntWritable.class,
                        conf)
                    .collect())
            .containsExactlyInAnyOrder(pair("to", 2), pair("be", 2), pair("or", 1), pair("not", 1));
      }
    }
  }

  private static Tuple2<Text, IntWritable> pair(String word, int count) {
    return new Tuple2<>(new Text(word), new IntWritable(count));
  }

  private void count(StreamingContext context) {
    HadoopUtils.saveAsNewAPIHadoopFiles(
        HadoopUtils.fileStream(
                context,
                root + "/in",
                LongWritable.class,
                Text.class,
                TextInputFormat.class,
                file -> true,
                false,
                conf)
            .toDStream()
            .flatMap(line -> Arrays.asList(line._2().toString().split(" ")))
            .mapToPair(word -> new Tuple2<>(word, 1))
            .reduceByKey(Integer::sum)
            .mapToPair(count -> pair(count._1(), count._2())),
        root + "/out/words",
        "",
        Text.class,
        IntWritable.class,
        SequenceFileOutputFormat.class,
        conf);
  }
}
