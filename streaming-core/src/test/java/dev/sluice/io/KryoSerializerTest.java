package dev.sluice.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.esotericsoftware.kryo.kryo5.DefaultSerializer;
import com.esotericsoftware.kryo.kryo5.serializers.JavaSerializer;
import dev.sluice.function.Tuple2;
import dev.sluice.function.Tuple3;
import dev.sluice.time.Time;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KryoSerializerTest {

  private final KryoSerializer serializer = new KryoSerializer();

  private <T> List<T> readAll(ByteBuffer block) {
    List<T> records = new ArrayList<>();
    serializer.<T>deserialize(block).forEachRemaining(records::add);
    return records;
  }

  @Test
  void a_block_gives_back_its_records_in_order() {
    List<Object> records = Arrays.asList("a", 1, null, "", List.of("x"), "é€😀", 2L, null);

    assertThat(readAll(serializer.serialize(records))).isEqualTo(records);
  }

  @Test
  void an_empty_block_has_no_bytes_and_no_records() {
    ByteBuffer block = serializer.serialize(List.of());

    assertThat(block.remaining()).isZero();
    assertThat(readAll(block)).isEmpty();
  }

  @Test
  void strings_of_all_lengths_and_scripts_survive() {
    List<String> strings = new ArrayList<>();
    for (int length = 0; length < 200; length++) {
      strings.add("a".repeat(length));
      strings.add("é".repeat(length));
      strings.add("a".repeat(length) + "€😀");
    }
    strings.add("x".repeat(1_000_000));
    strings.add("\uD800 alone \0");

    assertThat(readAll(serializer.serialize(strings))).isEqualTo(strings);
  }

  @Test
  void a_string_is_written_alike_in_the_fast_way_and_by_kryo() {
    ByteBuffer fast = serializer.serialize(List.of("word"));
    byte[] inPair = serializer.write(new Tuple2<>("word", "word"));

    byte[] expected = new byte[1 + 2 * fast.remaining()];
    expected[0] = inPair[0];
    fast.duplicate().get(expected, 1, fast.remaining());
    fast.duplicate().get(expected, 1 + fast.remaining(), fast.remaining());
    assertThat(inPair).isEqualTo(expected);
  }

  @Test
  void a_buffer_is_read_between_position_and_limit_and_left_as_it_was() {
    byte[] block = serializer.write("word");
    ByteBuffer larger = ByteBuffer.allocate(block.length + 20);
    larger.position(7).put(block).flip().position(7);

    assertThat(serializer.<String>read(larger.slice())).isEqualTo("word");
    assertThat(serializer.<String>read(larger)).isEqualTo("word");
    assertThat(larger.position()).isEqualTo(7);
    assertThat(larger.remaining()).isEqualTo(block.length);
  }

  @Test
  void direct_and_read_only_buffers_are_read_too() {
    List<String> records = IntStream.range(0, 100_000).mapToObj(i -> "record " + i).toList();
    ByteBuffer block = serializer.serialize(records);
    ByteBuffer direct = ByteBuffer.allocateDirect(block.remaining());
    direct.put(block.duplicate()).flip();

    assertThat(readAll(direct)).isEqualTo(records);
    assertThat(direct.position()).isZero();
    assertThat(readAll(block.asReadOnlyBuffer())).isEqualTo(records);
  }

  @Test
  void iterators_over_many_blocks_may_be_read_by_turns() {
    ByteBuffer block = serializer.serialize(List.of("a", new Tuple2<>("b", 1)));
    Iterator<Object> one = serializer.deserialize(block);
    Iterator<Object> other = serializer.deserialize(block);

    assertThat(one.next()).isEqualTo("a");
    assertThat(other.next()).isEqualTo("a");
    assertThat(serializer.<Integer>read(ByteBuffer.wrap(serializer.write(7)))).isEqualTo(7);
    assertThat(one.next()).isEqualTo(new Tuple2<>("b", 1));
    assertThat(other.next()).isEqualTo(new Tuple2<>("b", 1));
    assertThat(one.hasNext()).isFalse();
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(one::next);
  }

  @Test
  void the_name_of_a_class_is_written_once_a_block() {
    ByteBuffer one = serializer.serialize(List.of(new Samples.Named("a")));
    ByteBuffer many = serializer.serialize(Collections.nCopies(100, new Samples.Named("a")));

    assertThat(many.remaining() - one.remaining()).isLessThan(99 * 10);
    assertThat(readAll(many)).containsOnly(new Samples.Named("a")).hasSize(100);
  }

  @Test
  void references_hold_within_a_record_only() {
    List<Object> cyclic = new ArrayList<>();
    List<Object> shared = new ArrayList<>(List.of("x"));
    cyclic.addAll(List.of(new Tuple2<>(shared, shared), cyclic));

    List<List<Object>> read = readAll(serializer.serialize(List.of(cyclic, shared)));

    List<Object> back = read.get(0);
    Tuple2<?, ?> pair = (Tuple2<?, ?>) back.get(0);
    assertThat(back.get(1)).isSameAs(back);
    assertThat(pair._1()).isSameAs(pair._2()).isEqualTo(shared).isNotSameAs(read.get(1));
  }

  @Test
  void frameworks_types_are_small() {
    assertThat(serializer.write(new Tuple2<>("a", 1))).hasSizeLessThanOrEqualTo(8);
    assertThat(serializer.write(new Time(1))).hasSizeLessThanOrEqualTo(10);
    assertThat(serializer.write(new Tuple3<>("a", "b", "c"))).hasSizeLessThanOrEqualTo(12);
  }

  @Test
  void many_threads_share_a_serializer() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int task = 0; task < 32; task++) {
        List<Object> records = new ArrayList<>();
        IntStream.range(0, 500 + task).forEach(i -> records.add(new Tuple2<>("k" + i, List.of(i))));
        results.add(threads.submit(() -> readAll(serializer.serialize(records)).equals(records)));
      }
      for (Future<Boolean> result : results) {
        assertThat(result.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void what_the_iterator_throws_comes_out_unchanged_and_does_no_harm() {
    IllegalStateException thrown = new IllegalStateException("from the iterator");
    Iterator<String> failing =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public String next() {
            throw thrown;
          }
        };

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> serializer.serialize(failing))
        .isSameAs(thrown);
    assertThat(serializer.<String>read(ByteBuffer.wrap(serializer.write("fine"))))
        .isEqualTo("fine");
  }

  @Test
  void a_record_that_cannot_be_written_is_named_by_class_and_never_quoted() {
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> serializer.write(new Samples.HoldsThread("secret")))
        .withMessageStartingWith(
            "Cannot serialize a record of " + Samples.HoldsThread.class.getName() + ": ")
        .withMessageNotContaining("secret");
  }

  @Test
  void java_serialization_is_refused_even_if_a_class_asks_for_it() {
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> serializer.write(new AsksForJavaSerialization()))
        .withMessageContaining("Java serialization is never used, found JavaSerializer");
  }

  @DefaultSerializer(JavaSerializer.class)
  private static final class AsksForJavaSerialization implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void objects_nested_too_deeply_are_an_error_of_serialization() {
    List<Object> innermost = new ArrayList<>();
    List<Object> deep = innermost;
    for (int i = 0; i < 100_000; i++) {
      deep = new ArrayList<>(Collections.singletonList(deep));
    }
    List<Object> outermost = deep;

    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> serializer.write(outermost))
        .withMessage(
            "Cannot serialize a record of java.util.ArrayList: its objects are nested too deeply");
  }

  @Test
  void a_block_that_grows_too_large_is_refused() {
    KryoSerializer small = new KryoSerializer(1000);

    assertThat(small.write("x".repeat(900))).hasSizeLessThan(1000);
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> small.serialize(Collections.nCopies(300, "word")))
        .withMessage(
            "Cannot serialize a record of java.lang.String: the block grows too large, expected at"
                + " most 1000 bytes");
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> small.write(new Tuple2<>(1, new Samples.Named("x".repeat(2000)))))
        .withMessageContaining("the block grows too large");
    assertThatIllegalArgumentException().isThrownBy(() -> new KryoSerializer(0));
  }

  @Test
  void damaged_bytes_are_an_error_that_tells_which_record() {
    ByteBuffer block = serializer.serialize(List.of("a", "b", new Tuple2<>("a", 1)));
    ByteBuffer torn = block.slice(0, block.remaining() - 1);
    Iterator<Object> records = serializer.deserialize(torn);
    records.next();
    records.next();

    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(records::next)
        .withMessageStartingWith("Cannot deserialize record 2 of a block: ");
  }

  @Test
  void a_single_read_wants_exactly_one_record() {
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> serializer.read(ByteBuffer.allocate(0)))
        .withMessageContaining("there are no bytes");
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> serializer.read(serializer.serialize(List.of("a", "b"))))
        .withMessageContaining("bytes are left over");
  }

  @Test
  void classes_are_found_by_the_threads_class_loader() throws Exception {
    byte[] block = serializer.write(new Samples.Named("a"));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (CopyingClassLoader copies = new CopyingClassLoader(before)) {
      thread.setContextClassLoader(copies);
      Object read = serializer.read(ByteBuffer.wrap(block));
      assertThat(read.getClass().getClassLoader()).isSameAs(copies);

      thread.setContextClassLoader(null);
      assertThat(serializer.<Object>read(ByteBuffer.wrap(block))).isEqualTo(new Samples.Named("a"));
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
