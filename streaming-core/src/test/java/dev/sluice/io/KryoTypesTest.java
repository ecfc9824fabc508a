package dev.sluice.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sluice.function.Tuple2;
import dev.sluice.function.Tuple3;
import dev.sluice.time.Interval;
import dev.sluice.time.Time;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KryoTypesTest {

  private final KryoSerializer serializer = new KryoSerializer();

  private <T> T roundTrip(T value) {
    return serializer.read(ByteBuffer.wrap(serializer.write(value)));
  }

  static Stream<Object> values() {
    Map<String, Integer> numbers = new TreeMap<>(Map.of("a", 1, "b", 2));
    return Stream.of(
        "word",
        true,
        (byte) 1,
        (short) 2,
        'c',
        3,
        Long.MIN_VALUE,
        1.5f,
        Double.NaN,
        new byte[] {1, 2},
        new int[] {1, 2},
        new String[] {"a", null},
        new Object[] {"a", 1, null},
        new Tuple2<>("k", null),
        new Tuple2<>(new Tuple2<>("a", List.of(1, 2)), List.of(new Tuple2<>("b", 1L))),
        new Tuple3<>("a", 1, Optional.of("x")),
        new Time(-5),
        new Interval(new Time(1), new Time(2)),
        new Samples.Named("a"),
        new Samples.Nested(new Samples.Named("a"), List.of(1), null),
        Samples.Plain.TWO,
        Samples.WithBodies.RIGHT,
        EnumSet.of(Samples.Plain.TWO),
        EnumSet.noneOf(Samples.WithBodies.class),
        new Samples.Account("ann").book(1).book(2),
        List.of(),
        List.of(1),
        List.of(1, 2, 3),
        Stream.of(1, null).toList(),
        Set.of(1),
        Set.of(1, 2, 3),
        Map.of(),
        Map.of("a", 1),
        numbers,
        new ArrayList<>(Arrays.asList("a", null)),
        new CopyOnWriteArrayList<>(List.of("a")),
        Arrays.asList("a", null, 1),
        Collections.emptyList(),
        Collections.emptyMap(),
        Collections.emptySet(),
        Collections.singletonList(null),
        Collections.singleton("a"),
        Collections.singletonMap("a", 1),
        Collections.nCopies(3, "a"),
        Collections.unmodifiableList(new ArrayList<>(List.of(1))),
        Collections.unmodifiableList(new CopyOnWriteArrayList<>(List.of(1))),
        Collections.unmodifiableSet(new TreeSet<>(List.of(1))),
        Collections.unmodifiableSortedSet(new TreeSet<>(List.of(1))),
        Collections.unmodifiableMap(new HashMap<>(numbers)),
        Collections.unmodifiableSortedMap(new TreeMap<>(numbers)),
        Collections.synchronizedList(new ArrayList<>(List.of(1))),
        Collections.synchronizedMap(new HashMap<>(numbers)),
        new HashMap<>(numbers).keySet(),
        new TreeMap<>(numbers).headMap("b"),
        new TreeSet<>(List.of(1, 2, 3)).tailSet(2),
        new ArrayList<>(List.of(1, 2, 3)).subList(1, 3),
        List.of(1, 2, 3).subList(1, 3),
        Map.entry("a", 1),
        new AbstractMap.SimpleEntry<>("a", 1),
        new AbstractMap.SimpleImmutableEntry<>("a", null),
        Optional.empty(),
        Optional.of(List.of("a")),
        OptionalInt.of(3),
        new BigInteger("123456789012345678901234567890"),
        new BigDecimal("1.50"),
        new UUID(1, 2),
        URI.create("tcp://host:1"),
        Instant.ofEpochSecond(1, 5),
        Duration.ofNanos(5),
        LocalDate.of(2024, 2, 29),
        LocalDateTime.of(2024, 2, 29, 1, 2, 3, 4),
        ZonedDateTime.of(2024, 2, 29, 1, 2, 3, 4, ZoneId.of("Europe/Paris")),
        ZoneOffset.ofHours(2));
  }

  @ParameterizedTest
  @MethodSource("values")
  void a_value_comes_back_equal(Object value) {
    Object back = roundTrip(value);

    assertThat(back).isEqualTo(value);
  }

  static Stream<Arguments> unmodifiable() {
    return Stream.of(
        arguments(List.of(1, 2)),
        arguments(Set.of(1, 2)),
        arguments(Collections.unmodifiableList(new ArrayList<>(List.of(1)))),
        arguments(Collections.unmodifiableSet(new TreeSet<>(List.of(1)))),
        arguments(Collections.unmodifiableSortedSet(new TreeSet<>(List.of(1)))),
        arguments(Collections.unmodifiableCollection(new ArrayList<>(List.of(1)))));
  }

  @ParameterizedTest
  @MethodSource("unmodifiable")
  void what_was_unmodifiable_still_is(Collection<Integer> collection) {
    Collection<Integer> back = roundTrip(collection);

    assertThat(back).containsExactlyInAnyOrderElementsOf(collection);
    assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> back.add(9));
  }

  @Test
  void unmodifiable_maps_still_are() {
    Map<String, Integer> back = roundTrip(Map.of("a", 1));
    Map<String, Integer> sorted =
        roundTrip(Collections.unmodifiableSortedMap(new TreeMap<>(Map.of("a", 1))));

    assertThat(back).containsOnly(entry("a", 1));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> back.put("b", 2));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> sorted.put("b", 2));
  }

  @Test
  void the_values_of_a_map_come_back_as_a_collection() {
    Collection<Integer> back = roundTrip(new LinkedHashMap<>(Map.of("a", 1)).values());

    assertThat(back).containsExactly(1);
  }

  @Test
  void sorted_collections_keep_their_order() {
    SortedMap<String, Integer> descending = new TreeMap<>(Comparator.reverseOrder());
    descending.putAll(Map.of("a", 1, "b", 2));

    assertThat(roundTrip(descending).firstKey()).isEqualTo("b");
    assertThat(roundTrip(Collections.unmodifiableSortedMap(descending)).firstKey()).isEqualTo("b");
  }

  @Test
  void graphs_of_objects_keep_their_shape() {
    Samples.Account ann = new Samples.Account("ann");
    Samples.Account bob = new Samples.Account("bob").with(ann);
    ann.with(bob);

    Samples.Account back = roundTrip(ann);

    assertThat(back.partner()).isEqualTo(bob);
    assertThat(back.partner().partner()).isSameAs(back);
  }

  @RepeatedTest(200)
  void any_nesting_of_values_comes_back_equal() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Object> records = new ArrayList<>();
    for (int i = random.nextInt(30); i > 0; i--) {
      records.add(anything(random, 4));
    }

    List<Object> back = new ArrayList<>();
    serializer.deserialize(serializer.serialize(records)).forEachRemaining(back::add);

    assertThat(back).as("seed %d", seed).isEqualTo(records);
  }

  private static Object anything(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 14 : 8)) {
      case 0 -> null;
      case 1 -> random.nextInt();
      case 2 -> random.nextLong();
      case 3 -> random.nextDouble();
      case 4 -> random.nextBoolean() ? Samples.Plain.ONE : Samples.Plain.TWO;
      case 5 -> new Samples.Named(text(random));
      case 6 -> new Time(random.nextLong());
      case 7 -> text(random);
      case 8 -> new Tuple2<>(anything(random, depth - 1), anything(random, depth - 1));
      case 9 -> Arrays.asList(anything(random, depth - 1), anything(random, depth - 1));
      case 10 -> Collections.unmodifiableList(list(random, depth - 1));
      case 11 -> list(random, depth - 1);
      case 12 -> Optional.ofNullable(anything(random, depth - 1));
      default -> Collections.singletonMap(text(random), anything(random, depth - 1));
    };
  }

  private static List<Object> list(Random random, int depth) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      list.add(anything(random, depth));
    }
    return list;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int range = random.nextBoolean() ? 128 : 0x10000;
    for (int i = random.nextInt(70); i > 0; i--) {
      text.append((char) random.nextInt(range));
    }
    return text.toString();
  }
}
