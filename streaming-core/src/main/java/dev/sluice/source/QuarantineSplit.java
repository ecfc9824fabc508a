package dev.sluice.source;

import dev.sluice.io.KryoSerializer;
import dev.sluice.quarantine.Quarantine;
import dev.sluice.quarantine.QuarantinedRecord;
import dev.sluice.rdd.Split;
import dev.sluice.rdd.TaskContext;
import java.io.IOException;
import java.util.Iterator;

/** Reads the records of a file of a quarantine. Immutable. */
record QuarantineSplit<T>(Quarantine quarantine, String file, KryoSerializer serializer)
    implements Split<T> {
  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // a quarantine has the records of one stream
  public Iterator<T> open(TaskContext context) throws IOException {
    Iterator<QuarantinedRecord> records = quarantine.read(file).iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return records.hasNext();
      }

      @Override
      public T next() {
        return (T) records.next().record(serializer);
      }
    };
  }
}
