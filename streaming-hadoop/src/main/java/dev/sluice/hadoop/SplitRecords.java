package dev.sluice.hadoop;

import dev.sluice.function.Tuple2;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** The records of a split, copied. Confined to the task's thread. */
final class SplitRecords<K, V> implements Iterator<Tuple2<K, V>> {
  private final Object split;
  private final Reader<K, V> reader;
  private final RecordTypes<K, V> types;
  private final RecordCopies copies;
  private boolean checked;
  private @Nullable Tuple2<K, V> next;
  private boolean ended;

  /**
   * The records of a reader that has read none yet.
   *
   * @param split for messages
   * @param types which the first record is checked for
   */
  SplitRecords(Object split, Reader<K, V> reader, RecordTypes<K, V> types, Configuration conf) {
    this.split = split;
    this.reader = reader;
    this.types = types;
    this.copies = new RecordCopies(conf);
  }

  /** A reader of either of Hadoop's two interfaces. */
  interface Reader<K, V> {
    /** Goes to the next record; false if there is none. */
    boolean advance() throws IOException, InterruptedException;

    /** The key of this record, which the next one may overwrite. */
    K key() throws IOException, InterruptedException;

    /** The value of this record, which the next one may overwrite. */
    V value() throws IOException, InterruptedException;
  }

  @Override
  public boolean hasNext() {
    if (next == null && !ended) {
      next = read();
      ended = next == null;
    }
    return next != null;
  }

  private @Nullable Tuple2<K, V> read() {
    try {
      if (!reader.advance()) {
        return null;
      }
      K key = reader.key();
      V value = reader.value();
      if (!checked) {
        types.check(split, key, value);
        checked = true;
      }
      return new Tuple2<>(copies.of(key), copies.of(value));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + split, e);
    } catch (InterruptedException e) {
      throw new UncheckedIOException(Interrupted.during("read " + split, e));
    }
  }

  @Override
  public Tuple2<K, V> next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("Cannot read a record: the split has no more");
    }
    Tuple2<K, V> record = next;
    next = null;
    return record;
  }
}
