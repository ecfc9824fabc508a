package dev.sluice.io;

import com.esotericsoftware.kryo.kryo5.Kryo;
import dev.sluice.function.Tuple2;
import dev.sluice.function.Tuple3;
import dev.sluice.function.Tuple4;
import dev.sluice.time.Interval;
import dev.sluice.time.Time;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The types that are written by number. Numbers are part of the stored format: a group only ever
 * grows at its end, and stays below the first number of the next. Kryo itself holds 0 to 9.
 */
final class RegisteredTypes {

  private static final int SLUICE = 16;
  private static final int STAND_INS = 32;
  private static final int ARRAYS = 48;
  private static final int COLLECTIONS = 64;
  private static final int VALUES = 96;

  private static final List<Class<?>> ARRAY_TYPES =
      List.of(
          byte[].class,
          Object[].class,
          String[].class,
          int[].class,
          long[].class,
          double[].class,
          float[].class,
          short[].class,
          char[].class,
          boolean[].class);

  private static final List<Class<?>> COLLECTION_TYPES =
      List.of(
          ArrayList.class,
          LinkedList.class,
          ArrayDeque.class,
          HashMap.class,
          LinkedHashMap.class,
          TreeMap.class,
          HashSet.class,
          LinkedHashSet.class,
          TreeSet.class,
          PriorityQueue.class,
          ConcurrentHashMap.class,
          EnumSet.class,
          Arrays.asList().getClass(),
          Collections.emptyList().getClass(),
          Collections.emptySet().getClass(),
          Collections.emptyMap().getClass(),
          Collections.singletonList("").getClass(),
          Collections.singleton("").getClass(),
          Collections.singletonMap("", "").getClass());

  private static final List<Class<?>> VALUE_TYPES =
      List.of(
          Optional.class,
          OptionalInt.class,
          OptionalLong.class,
          OptionalDouble.class,
          BigInteger.class,
          BigDecimal.class,
          UUID.class,
          Date.class,
          BitSet.class,
          URI.class,
          Instant.class,
          Duration.class,
          Period.class,
          LocalDate.class,
          LocalTime.class,
          LocalDateTime.class,
          OffsetTime.class,
          OffsetDateTime.class,
          ZonedDateTime.class,
          ZoneOffset.class,
          Year.class,
          YearMonth.class,
          MonthDay.class,
          Month.class,
          DayOfWeek.class);

  private RegisteredTypes() {}

  static void addTo(Kryo kryo) {
    kryo.register(Tuple2.class, new TupleSerializers.OfTuple2(), SLUICE);
    kryo.register(Tuple3.class, new TupleSerializers.OfTuple3(), SLUICE + 1);
    kryo.register(Time.class, new TupleSerializers.OfTime(), SLUICE + 2);
    kryo.register(Interval.class, new TupleSerializers.OfInterval(), SLUICE + 3);
    JdkStandIns.register(kryo, STAND_INS);
    register(kryo, ARRAY_TYPES, ARRAYS);
    register(kryo, COLLECTION_TYPES, COLLECTIONS);
    kryo.register(
        AbstractMap.SimpleEntry.class,
        new EntrySerializer(AbstractMap.SimpleEntry::new),
        SLUICE + 4);
    kryo.register(
        AbstractMap.SimpleImmutableEntry.class,
        new EntrySerializer(AbstractMap.SimpleImmutableEntry::new),
        SLUICE + 5);
    kryo.register(Tuple4.class, new TupleSerializers.OfTuple4(), SLUICE + 6);
    register(kryo, VALUE_TYPES, VALUES);
  }

  private static void register(Kryo kryo, List<Class<?>> types, int first) {
    int number = first;
    for (Class<?> type : types) {
      kryo.register(type, number++);
    }
  }
}
