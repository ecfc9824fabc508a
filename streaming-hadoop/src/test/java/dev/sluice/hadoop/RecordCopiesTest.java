package dev.sluice.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.DoubleWritable;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordCopiesTest {
  private final RecordCopies copies = new RecordCopies(new Configuration(false));

  /** A text of a class of its own, which a copy keeps. */
  public static final class Name extends Text {}

  static List<Writable> values() {
    MapWritable map = new MapWritable();
    map.put(new Text("a"), new DoubleWritable(0.5));
    Name name = new Name();
    name.set("x");
    return List.of(
        new Text("one"),
        new LongWritable(1),
        new IntWritable(2),
        new BytesWritable(new byte[] {1, 2, 3}),
        new DoubleWritable(0.25),
        map,
        name);
  }

  @ParameterizedTest
  @MethodSource("values")
  void a_copy_is_equal_and_of_the_same_class(Writable value) throws Exception {
    Writable copy = copies.of(value);

    assertThat(copy).isEqualTo(value).isNotSameAs(value).hasSameClassAs(value);
    assertThat(copies.of(value)).as("again").isEqualTo(value).isNotSameAs(copy);
  }

  @ParameterizedTest
  @MethodSource("others")
  void what_cannot_change_or_be_copied_is_the_same(Object value) throws Exception {
    assertThat(copies.of(value)).isSameAs(value);
  }

  static List<Object> others() {
    return List.of("text", 1L, NullWritable.get());
  }
}
