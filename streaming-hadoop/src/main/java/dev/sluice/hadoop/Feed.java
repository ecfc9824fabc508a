package dev.sluice.hadoop;

import dev.sluice.function.Tuple2;
import dev.sluice.io.Serializer;
import dev.sluice.rdd.Records;
import dev.sluice.rdd.TaskContext;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;

/**
 * Makes keys and values of the records of a partition.
 *
 * @param <T> the records
 * @param <K> the keys
 * @param <V> the values
 */
@FunctionalInterface
interface Feed<T, K, V> extends Serializable {
  /** How many records are in a block of an object file. */
  int BLOCK_RECORDS = 256;

  /** Writes all records, on a task's thread. */
  void write(TaskContext task, Records<T> records, OutputForm.Writer<K, V> writer) throws Exception;

  /** Pairs, as they are. */
  static <K, V> Feed<Tuple2<K, V>, K, V> pairs() {
    return (task, records, writer) ->
        records.forEach(record -> writer.write(record._1(), record._2()));
  }

  /** Blocks of records in the engine's serialized form. */
  static <T> Feed<T, NullWritable, BytesWritable> objects() {
    return (task, records, writer) -> {
      Serializer serializer = task.service(Serializer.class);
      List<T> block = new ArrayList<>(BLOCK_RECORDS);
      records.forEach(
          record -> {
            block.add(record);
            if (block.size() == BLOCK_RECORDS) {
              writer.write(NullWritable.get(), ObjectRecords.write(serializer, block));
              block.clear();
            }
          });
      if (!block.isEmpty()) {
        writer.write(NullWritable.get(), ObjectRecords.write(serializer, block));
      }
    };
  }
}
