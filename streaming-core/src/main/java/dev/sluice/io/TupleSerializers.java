package dev.sluice.io;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import dev.sluice.function.Tuple2;
import dev.sluice.function.Tuple3;
import dev.sluice.function.Tuple4;
import dev.sluice.time.Interval;
import dev.sluice.time.Time;
import org.jspecify.annotations.Nullable;

/** How Sluice's own records are written: their components in order. Immutable. */
final class TupleSerializers {

  private TupleSerializers() {}

  static final class OfTuple2 extends Serializer<Tuple2<@Nullable Object, @Nullable Object>> {

    OfTuple2() {
      super(false, true);
    }

    @Override
    public void write(Kryo kryo, Output output, Tuple2<@Nullable Object, @Nullable Object> tuple) {
      kryo.writeClassAndObject(output, tuple._1());
      kryo.writeClassAndObject(output, tuple._2());
    }

    @Override
    public Tuple2<@Nullable Object, @Nullable Object> read(
        Kryo kryo, Input input, Class<? extends Tuple2<@Nullable Object, @Nullable Object>> type) {
      Object first = kryo.readClassAndObject(input);
      Object second = kryo.readClassAndObject(input);
      return new Tuple2<>(first, second);
    }
  }

  static final class OfTuple3
      extends Serializer<Tuple3<@Nullable Object, @Nullable Object, @Nullable Object>> {

    OfTuple3() {
      super(false, true);
    }

    @Override
    public void write(
        Kryo kryo,
        Output output,
        Tuple3<@Nullable Object, @Nullable Object, @Nullable Object> tuple) {
      kryo.writeClassAndObject(output, tuple._1());
      kryo.writeClassAndObject(output, tuple._2());
      kryo.writeClassAndObject(output, tuple._3());
    }

    @Override
    public Tuple3<@Nullable Object, @Nullable Object, @Nullable Object> read(
        Kryo kryo,
        Input input,
        Class<? extends Tuple3<@Nullable Object, @Nullable Object, @Nullable Object>> type) {
      Object first = kryo.readClassAndObject(input);
      Object second = kryo.readClassAndObject(input);
      Object third = kryo.readClassAndObject(input);
      return new Tuple3<>(first, second, third);
    }
  }

  static final class OfTuple4
      extends Serializer<
          Tuple4<@Nullable Object, @Nullable Object, @Nullable Object, @Nullable Object>> {

    OfTuple4() {
      super(false, true);
    }

    @Override
    public void write(
        Kryo kryo,
        Output output,
        Tuple4<@Nullable Object, @Nullable Object, @Nullable Object, @Nullable Object> tuple) {
      kryo.writeClassAndObject(output, tuple._1());
      kryo.writeClassAndObject(output, tuple._2());
      kryo.writeClassAndObject(output, tuple._3());
      kryo.writeClassAndObject(output, tuple._4());
    }

    @Override
    public Tuple4<@Nullable Object, @Nullable Object, @Nullable Object, @Nullable Object> read(
        Kryo kryo,
        Input input,
        Class<
                ? extends
                    Tuple4<@Nullable Object, @Nullable Object, @Nullable Object, @Nullable Object>>
            type) {
      Object first = kryo.readClassAndObject(input);
      Object second = kryo.readClassAndObject(input);
      Object third = kryo.readClassAndObject(input);
      Object fourth = kryo.readClassAndObject(input);
      return new Tuple4<>(first, second, third, fourth);
    }
  }

  static final class OfTime extends Serializer<Time> {

    OfTime() {
      super(false, true);
    }

    @Override
    public void write(Kryo kryo, Output output, Time time) {
      output.writeLong(time.milliseconds());
    }

    @Override
    public Time read(Kryo kryo, Input input, Class<? extends Time> type) {
      return new Time(input.readLong());
    }
  }

  static final class OfInterval extends Serializer<Interval> {

    OfInterval() {
      super(false, true);
    }

    @Override
    public void write(Kryo kryo, Output output, Interval interval) {
      output.writeLong(interval.begin().milliseconds());
      output.writeLong(interval.end().milliseconds());
    }

    @Override
    public Interval read(Kryo kryo, Input input, Class<? extends Interval> type) {
      return new Interval(new Time(input.readLong()), new Time(input.readLong()));
    }
  }
}
