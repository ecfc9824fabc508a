package dev.sluice.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.NotSerializableException;
import java.nio.file.Files;
import java.rmi.MarshalledObject;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.FileInputFormat;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.TextInputFormat;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes to tasks in other processes comes through Java serialization and back. */
class PackedTest {
  private static <T> T sent(T value) throws Exception {
    return new MarshalledObject<>(value).get();
  }

  @Test
  void a_configuration_arrives_with_its_settings() throws Exception {
    Configuration conf = new Configuration();
    conf.set("fs.defaultFS", "hdfs://names:8020");
    conf.set("mine", "yours");

    Configuration arrived = sent(new Packed<>(conf)).value();

    assertThat(arrived.get("fs.defaultFS")).isEqualTo("hdfs://names:8020");
    assertThat(arrived.get("mine")).isEqualTo("yours");
    assertThat(arrived.size()).isEqualTo(conf.size());
  }

  @Test
  void a_split_arrives_as_it_was() throws Exception {
    FileSplit split = new FileSplit(new Path("hdfs://names/a file"), 7, 11, new String[] {"one"});

    FileSplit arrived = sent(new Packed<>(split)).value();

    assertThat(arrived.toString()).isEqualTo("hdfs://names/a file:7+11");
  }

  @Test
  void splits_of_the_old_interface_arrive_with_their_format(@TempDir java.nio.file.Path directory)
      throws Exception {
    Files.writeString(directory.resolve("lines"), "one\ntwo\n");
    JobConf job = new JobConf(new Configuration());
    FileInputFormat.setInputPaths(job, directory.toString());
    List<OldSplit<LongWritable, Text>> splits =
        OldSplit.list(
            job, TextInputFormat.class, new RecordTypes<>(LongWritable.class, Text.class), 1);

    OldSplit<LongWritable, Text> arrived = sent(splits.get(0));

    assertThat(arrived.split().value().toString())
        .isEqualTo("file:" + directory.resolve("lines") + ":0+8");
    assertThat(arrived.format()).isEqualTo(TextInputFormat.class);
    assertThat(arrived.conf().value()).isInstanceOf(JobConf.class);
  }

  @Test
  void an_output_arrives_with_its_format() throws Exception {
    OutputJob<Object, ?, ?> job = OutputJob.ofObjects(new Configuration());

    assertThat(sent(job.form())).hasToString(job.form().toString());
    assertThat(sent(job.feed())).isNotNull();
  }

  @Test
  void what_hadoop_cannot_write_is_refused_by_name() {
    assertThatThrownBy(() -> sent(new Packed<>(new Object())))
        .isInstanceOf(NotSerializableException.class)
        .hasMessage(
            "Cannot send a java.lang.Object to a task in another process: expected a Writable");
  }

  @Test
  void hosts_that_stand_for_all_are_left_out() {
    assertThat(Hosts.of(new String[] {"localhost", "one"})).containsExactly("one");
    assertThat(Hosts.of(null)).isEmpty();
  }
}
