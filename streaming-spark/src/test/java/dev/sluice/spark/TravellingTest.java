package dev.sluice.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.function.Tuple2;
import dev.sluice.io.ClassNames;
import dev.sluice.io.KryoSerializer;
import dev.sluice.io.LocalStorage;
import dev.sluice.io.SerializationException;
import dev.sluice.io.Serializer;
import dev.sluice.io.Storage;
import dev.sluice.state.StateChange;
import dev.sluice.state.StateLoader;
import dev.sluice.state.StateMap;
import dev.sluice.state.StateTable;
import dev.sluice.time.Time;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes to executors, by the way that Spark sends it. */
class TravellingTest {
  private final SerializerInstance spark = new JavaSerializer(new SparkConf(false)).newInstance();

  private <T> T travel(T object) {
    return spark.deserialize(spark.serialize(object, Scala.<T>tag()), Scala.<T>tag());
  }

  /** Not what Java serializes. */
  private static final class Point {
    private final int x;

    Point(int x) {
      this.x = x;
    }
  }

  @Test
  void a_kept_part_brings_records_that_are_not_serializable_and_nulls() {
    HeldPart part = new HeldPart(Arrays.asList(new Point(1), null, new Point(2)));

    HeldPart arrived = travel(part);

    Iterator<?> records = arrived.records();
    assertThat(((Point) records.next()).x).isEqualTo(1);
    assertThat(records.next()).isNull();
    assertThat(((Point) records.next()).x).isEqualTo(2);
    assertThat(records.hasNext()).isFalse();
  }

  @Test
  void a_state_arrives_with_its_keys_in_order_and_their_times() {
    StateLoader<String, Integer> loader = new StateLoader<>(true);
    loader.add(new StateChange<>("b", Optional.of(1), new Time(1000)));
    loader.add(new StateChange<>("a", Optional.of(2), new Time(2000)));
    loader.add(new StateChange<>("c", Optional.of(3), new Time(2000)));
    loader.add(new StateChange<>("b", Optional.empty(), new Time(3000)));
    StateMap<String, Integer> state = loader.end(new Time(3000));

    @SuppressWarnings("unchecked")
    StateMap<String, Integer> arrived =
        (StateMap<String, Integer>)
            travel(new HeldPart(Collections.singletonList(state))).records().next();

    assertThat(arrived.batch()).contains(new Time(3000));
    assertThat(arrived.entries()).containsExactlyElementsOf(state.entries());
    assertThat(arrived.size()).isEqualTo(2);
  }

  @Test
  void a_table_of_states_arrives_with_its_keys_in_order() throws Exception {
    StateLoader<String, Integer> loader = new StateLoader<>(false);
    loader.add(new StateChange<>("b", Optional.of(1), new Time(1000)));
    loader.add(new StateChange<>("a", Optional.of(2), new Time(1000)));
    StateTable<String, Integer> table = StateTable.of(loader.end(new Time(1000)));

    @SuppressWarnings("unchecked")
    StateTable<String, Integer> arrived =
        (StateTable<String, Integer>)
            travel(new HeldPart(Collections.singletonList(table))).records().next();

    assertThat(arrived.pairs()).containsExactly(new Tuple2<>("b", 1), new Tuple2<>("a", 2));
  }

  @Test
  void a_serializer_arrives_with_its_rules() {
    Serializer serializer =
        travel(new KryoSerializer(ClassNames.unrestricted().allowing("com.acme.*")));

    byte[] allowed = serializer.write(List.of(1, 2));
    assertThat(serializer.<List<Integer>>read(ByteBuffer.wrap(allowed))).containsExactly(1, 2);
    Assertions.assertThatThrownBy(() -> serializer.write(new Point(1)))
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void a_local_storage_leads_to_the_same_files(@TempDir Path directory) throws Exception {
    Storage storage = new LocalStorage(directory);
    storage.write("file", out -> out.write("content".getBytes(StandardCharsets.UTF_8)));

    Storage arrived = travel(storage);

    assertThat(arrived.list("")).containsExactly("file");
  }
}
