package dev.sluice.rdd;

import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What a task of another process has added to an accumulator of this one. Immutable.
 *
 * @param accumulator the accumulator's number
 * @param content what was added; a serializer of records can write it
 */
@SuppressWarnings("serial") // written as a record, not by Java serialization
public record AccumulatorUpdate(long accumulator, Object content) implements Serializable {
  private static final ConcurrentMap<Long, WeakReference<Accumulator<?, ?>>> SENT =
      new ConcurrentHashMap<>();

  /** An accumulator goes to other processes; its updates are for it as long as it is in use. */
  static void expect(Accumulator<?, ?> accumulator) {
    SENT.values().removeIf(sent -> sent.refersTo(null));
    SENT.put(accumulator.id(), new WeakReference<>(accumulator));
  }

  static AccumulatorUpdate of(Accumulator<?, ?> accumulator, Accumulator<?, ?> part) {
    return new AccumulatorUpdate(accumulator.id(), part.content());
  }

  /** Adds the content, in the process that made the accumulator; without effect if it is gone. */
  public void apply() {
    WeakReference<Accumulator<?, ?>> sent = SENT.get(accumulator);
    Accumulator<?, ?> target = sent == null ? null : sent.get();
    if (target != null) {
      target.absorbContent(content);
    }
  }
}
