package dev.sluice.hadoop;

import dev.sluice.function.Tuple2;
import dev.sluice.io.Serializer;
import dev.sluice.rdd.Split;
import dev.sluice.rdd.TaskContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;

/**
 * The objects of a split of an object file. Immutable.
 *
 * @param file the split of the sequence file
 */
record ObjectSplit<T>(NewSplit<NullWritable, BytesWritable> file) implements Split<T> {

  @Override
  public Iterator<T> open(TaskContext context) throws Exception {
    return new Objects<>(file, file.open(context), context.service(Serializer.class));
  }

  @Override
  public List<String> preferredHosts() {
    return file.preferredHosts();
  }

  /** Reads block after block. Confined to the task's thread. */
  private static final class Objects<T> implements Iterator<T> {
    private final NewSplit<?, ?> file;
    private final Iterator<Tuple2<NullWritable, BytesWritable>> blocks;
    private final Serializer serializer;
    private Iterator<T> records = Collections.emptyIterator();

    Objects(
        NewSplit<?, ?> file,
        Iterator<Tuple2<NullWritable, BytesWritable>> blocks,
        Serializer serializer) {
      this.file = file;
      this.blocks = blocks;
      this.serializer = serializer;
    }

    @Override
    public boolean hasNext() {
      while (!records.hasNext() && blocks.hasNext()) {
        try {
          records = ObjectRecords.read(serializer, blocks.next()._2(), file.split().value());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return records.hasNext();
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException("Cannot read a record: the split has no more");
      }
      return records.next();
    }
  }
}
