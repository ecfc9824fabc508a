package dev.sluice.streaming;

import dev.sluice.dstream.BatchId;
import dev.sluice.dstream.DStream;
import dev.sluice.dstream.OutputTransaction;
import dev.sluice.dstream.TransactionalOutput;
import dev.sluice.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** An output whose program is crashed, and the world behind it. Thread-safe. */
interface TrialOutput {
  /** Makes the output of a program. */
  void define(DStream<String> records);

  /** The records that are there, each as often as it is. */
  List<String> found() throws IOException;

  /** What each batch had, the last time it ran. */
  static TrialOutput lastOfEachBatch() {
    Map<Time, List<String>> batches = new ConcurrentHashMap<>();
    return of(
        records -> records.foreachRDD((rdd, batch) -> batches.put(batch, rdd.collect())),
        () -> batches.values().stream().flatMap(List::stream).toList());
  }

  /** Everything that a function has seen. */
  static TrialOutput eachCall() {
    List<String> found = new CopyOnWriteArrayList<>();
    return of(records -> records.foreachRDD(rdd -> found.addAll(rdd.collect())), () -> found);
  }

  /** Text files. */
  static TrialOutput textFiles(Path directory) {
    return of(
        records -> records.saveAsTextFiles(directory.resolve("batch").toString()),
        () -> linesBelow(directory));
  }

  private static List<String> linesBelow(Path directory) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.filter(p -> p.getFileName().toString().startsWith("part-")).toList()) {
        lines.addAll(Files.readAllLines(path));
      }
    }
    return lines;
  }

  /** What a transactional output has. */
  static TrialOutput transactions() {
    Committed committed = new Committed(new ConcurrentHashMap<>());
    return of(
        records -> records.saveTo("records", committed),
        () -> committed.partitions().values().stream().flatMap(List::stream).toList());
  }

  private static TrialOutput of(Definition definition, Finding finding) {
    return new TrialOutput() {
      @Override
      public void define(DStream<String> records) {
        definition.define(records);
      }

      @Override
      public List<String> found() throws IOException {
        return finding.found();
      }
    };
  }

  /** Makes an output. */
  @FunctionalInterface
  interface Definition {
    void define(DStream<String> records);
  }

  /** Reads what is there. */
  @FunctionalInterface
  interface Finding {
    List<String> found() throws IOException;
  }

  /** Remembers partitions and their records. */
  record Committed(Map<BatchId, List<String>> partitions) implements TransactionalOutput<String> {
    @Override
    public OutputTransaction<String> begin(BatchId batch) {
      List<String> records = new ArrayList<>();
      return new OutputTransaction<>() {
        @Override
        public boolean isCommitted() {
          return partitions.containsKey(batch);
        }

        @Override
        public void write(String record) {
          records.add(record);
        }

        @Override
        public void commit() {
          partitions.put(batch, records);
        }

        @Override
        public void close() {}
      };
    }
  }
}
