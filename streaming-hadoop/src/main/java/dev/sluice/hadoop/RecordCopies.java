package dev.sluice.hadoop;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * Copies what readers of Hadoop hand out, since they fill the same objects for every record.
 * Confined to the task's thread.
 */
final class RecordCopies {
  private final Configuration conf;
  private final DataOutputBuffer written = new DataOutputBuffer();
  private final DataInputBuffer read = new DataInputBuffer();

  /** Copies whose new objects get the configuration, where they ask for one. */
  RecordCopies(Configuration conf) {
    this.conf = conf;
  }

  /** A copy of a {@link Writable}; anything else as it is. */
  @SuppressWarnings("unchecked") // a copy is of the class of what is copied
  <T> T of(T value) throws IOException {
    if (value instanceof Writable writable && !(value instanceof NullWritable)) {
      return (T) copy(writable);
    }
    return value;
  }

  private Writable copy(Writable value) throws IOException {
    Class<? extends Writable> type = value.getClass();
    if (type == Text.class) {
      return new Text((Text) value);
    }
    if (type == LongWritable.class) {
      return new LongWritable(((LongWritable) value).get());
    }
    if (type == IntWritable.class) {
      return new IntWritable(((IntWritable) value).get());
    }
    if (type == BytesWritable.class) {
      return new BytesWritable(((BytesWritable) value).copyBytes());
    }
    written.reset();
    value.write(written);
    read.reset(written.getData(), written.getLength());
    Writable copy = ReflectionUtils.newInstance(type, conf);
    copy.readFields(read);
    return copy;
  }
}
