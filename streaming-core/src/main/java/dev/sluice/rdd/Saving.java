package dev.sluice.rdd;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.io.AtomicDirectory;
import dev.sluice.io.Locations;
import dev.sluice.io.Serializer;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes datasets to directories, one file for each partition. */
final class Saving {
  private static final int BATCH_RECORDS = 256;

  private Saving() {}

  static <T> void text(RddContext context, Plan<T> plan, String directory, SaveMode mode) {
    save(context, plan, directory, mode, Saving::writeText);
  }

  static <T> void objects(RddContext context, Plan<T> plan, String directory, SaveMode mode) {
    save(context, plan, directory, mode, Saving::writeObjects);
  }

  private static <T> void save(
      RddContext context, Plan<T> plan, String location, SaveMode mode, FileWriter<T> writer) {
    Path target = InputFiles.path(location);
    try {
      if (mode == SaveMode.CREATE && Files.exists(target)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      try (AtomicDirectory directory = AtomicDirectory.open(target)) {
        List<String> files = new ArrayList<>();
        for (int i = 0; i < plan.partitions(); i++) {
          files.add(directory.file(String.format(Locale.ROOT, "part-%05d", i)).toString());
        }
        context.run(
            plan,
            (task, records) -> {
              writer.write(task, Locations.path(files.get(task.partition())), records);
              return true;
            });
        directory.commit();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot save a dataset to " + target, e);
    }
  }

  private static <T> void writeText(TaskContext task, Path file, Records<T> records)
      throws Exception {
    try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
      records.forEach(
          record -> {
            out.write(String.valueOf(record));
            out.write('\n');
          });
    }
  }

  private static <T> void writeObjects(TaskContext task, Path file, Records<T> records)
      throws Exception {
    Serializer serializer = task.service(Serializer.class);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      ObjectFile.writeHeader(out);
      int[] batches = {0};
      List<T> batch = new ArrayList<>(BATCH_RECORDS);
      records.forEach(
          record -> {
            batch.add(record);
            if (batch.size() == BATCH_RECORDS) {
              ObjectFile.writeBatch(out, serializer, batch);
              batches[0]++;
              batch.clear();
            }
          });
      if (!batch.isEmpty()) {
        ObjectFile.writeBatch(out, serializer, batch);
        batches[0]++;
      }
      ObjectFile.writeEnd(out, batches[0]);
    }
  }

  /** Writes the records of a partition to a file. */
  @FunctionalInterface
  private interface FileWriter<T> extends Serializable {
    void write(TaskContext task, Path file, Records<T> records) throws Exception;
  }
}
