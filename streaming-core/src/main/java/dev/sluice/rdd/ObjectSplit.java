package dev.sluice.rdd;

import dev.sluice.io.Serializer;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The records of an object file. Immutable.
 *
 * @param path the file
 */
record ObjectSplit<T>(String path) implements Split<T> {

  @Override
  public Iterator<T> open(TaskContext context) throws IOException {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(FileRange.open(path, 0, Long.MAX_VALUE)));
    context.onEnd(in);
    ObjectFile.readHeader(in, path);
    return new Batches<>(in, context.service(Serializer.class), path);
  }

  /** Reads batch after batch. Confined to the task's thread. */
  private static final class Batches<T> implements Iterator<T> {
    private final DataInputStream in;
    private final Serializer serializer;
    private final String path;
    private int read;
    private boolean ended;
    private Iterator<T> records = Collections.emptyIterator();

    Batches(DataInputStream in, Serializer serializer, String path) {
      this.in = in;
      this.serializer = serializer;
      this.path = path;
    }

    @Override
    public boolean hasNext() {
      while (!records.hasNext() && !ended) {
        advance();
      }
      return records.hasNext();
    }

    private void advance() {
      try {
        Iterator<T> batch = ObjectFile.readBatch(in, serializer, path, read);
        if (batch == null) {
          ended = true;
        } else {
          records = batch;
          read++;
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read object file " + path, e);
      }
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException("Cannot read a record: the file has no more");
      }
      return records.next();
    }
  }
}
