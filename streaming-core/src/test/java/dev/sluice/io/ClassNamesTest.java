package dev.sluice.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sluice.function.Tuple2;
import dev.sluice.function.Tuple3;
import dev.sluice.function.Tuple4;
import dev.sluice.time.Time;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassNamesTest {

  private static final ClassNames ANY = ClassNames.unrestricted();
  private static final String NAMED = Samples.Named.class.getName();

  /** The forms in which a serializer may write. */
  enum Form {
    PLAIN,
    EVOLVING;

    Serializer with(ClassNames names) {
      return this == PLAIN ? new KryoSerializer(names) : KryoSerializer.evolving(names);
    }
  }

  private static Object roundTrip(Serializer serializer, Object record) {
    return serializer.read(ByteBuffer.wrap(serializer.write(record)));
  }

  @ParameterizedTest
  @EnumSource
  void allowed_classes_pass_by_name_and_by_beginning(Form form) {
    Samples.Named record = new Samples.Named("a");

    assertThat(roundTrip(form.with(ANY.allowing(NAMED)), record)).isEqualTo(record);
    assertThat(roundTrip(form.with(ANY.allowing("a.B, dev.sluice.io.*")), record))
        .isEqualTo(record);
    assertThat(roundTrip(form.with(ANY.allowing("*")), record)).isEqualTo(record);
  }

  static Stream<Arguments> others() {
    return Stream.<Object>of(
            new Samples.Named("secret"),
            new Samples.Named[] {null},
            new Samples.Named[0][0],
            List.of(new Samples.Named("secret")))
        .map(record -> arguments(record));
  }

  @ParameterizedTest
  @MethodSource("others")
  void a_class_that_is_not_allowed_is_neither_read_nor_written(Object record) {
    for (Form form : Form.values()) {
      byte[] written = form.with(ANY).write(record);
      Serializer strict = form.with(ANY.allowing("com.acme.*,dev.sluice.io.Named"));

      assertThatExceptionOfType(SerializationException.class)
          .isThrownBy(() -> strict.read(ByteBuffer.wrap(written)))
          .withMessage(
              "Cannot deserialize record 0 of a block: the class is not allowed, found "
                  + NAMED
                  + ", expected one of streaming.serializer.allowedClasses");
      assertThatExceptionOfType(SerializationException.class)
          .isThrownBy(() -> strict.write(record))
          .withMessageContaining("the class is not allowed, found " + NAMED)
          .withMessageNotContaining("secret");
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_class_that_is_not_allowed_is_not_even_looked_for(Form form) {
    byte[] written = form.with(ANY).write(new Samples.Named("a"));
    ClassNames names = ANY.allowing("com.acme.*").renaming(NAMED + "=com.evil.Missing");

    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> form.with(names).read(ByteBuffer.wrap(written)))
        .withMessageContaining("the class is not allowed, found com.evil.Missing");
  }

  static Stream<Arguments> ours() {
    return Stream.<Object>of(
            "word",
            new Tuple2<>(1, new Tuple3<>(1, 2, new Tuple4<>(1, null, "c", 4L))),
            new Tuple2<?, ?>[] {new Tuple2<>(1, 2)},
            new Time[] {new Time(1)},
            new int[][] {{1}},
            new Integer[] {1},
            new CopyOnWriteArrayList<>(List.of(1)),
            new TreeMap<>(Comparator.<String>reverseOrder()),
            Locale.ROOT)
        .map(record -> arguments(record));
  }

  @ParameterizedTest
  @MethodSource("ours")
  void own_records_and_those_of_the_jdk_are_always_allowed(Object record) {
    for (Form form : Form.values()) {
      assertThat(roundTrip(form.with(ANY.allowing("com.acme.*")), record)).isEqualTo(record);
    }
  }

  @ParameterizedTest
  @EnumSource
  void constants_with_bodies_count_as_their_enum(Form form) {
    Samples.WithBodies record = Samples.WithBodies.RIGHT;
    Serializer strict = form.with(ANY.allowing(Samples.WithBodies.class.getName()));

    assertThat(roundTrip(strict, record)).isSameAs(record);
  }

  @ParameterizedTest
  @EnumSource
  void renamed_classes_are_read_under_their_present_names(Form form) {
    Object[] records = {new Samples.Named[] {new Samples.Named("a")}, new Samples.Named("b")};
    byte[] written = form.with(ANY).write(records);
    Object[] byName =
        form.with(ANY.renaming(NAMED + " = " + Renamed.class.getName()))
            .read(ByteBuffer.wrap(written));
    Object[] byBeginning =
        form.with(
                ANY.renaming("x.Y=x.Z,dev.sluice.io.Samples$*=dev.sluice.io.ClassNamesTest$Moved*")
                    .allowing("dev.sluice.io.ClassNamesTest$*"))
            .read(ByteBuffer.wrap(written));

    assertThat((Renamed[]) byName[0]).containsExactly(new Renamed("a"));
    assertThat(byName[1]).isEqualTo(new Renamed("b"));
    assertThat(byBeginning[1]).isEqualTo(new MovedNamed("b"));
  }

  /** What a class is called now. */
  record Renamed(String name) {}

  /** What a class is called now whose name began in another way. */
  record MovedNamed(String name) {}

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a,,b", "a b", "a.*.b", "*.A", "a..b", "1a", "a,", "a=b"})
  void bad_lists_of_classes_are_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ANY.allowing(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a=", "=b", "a=b=c", "a.*=b", "a=b.*", "a=b,", "a->b"})
  void bad_lists_of_renamings_are_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ANY.renaming(text));
  }
}
