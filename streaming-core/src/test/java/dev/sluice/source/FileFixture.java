package dev.sluice.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.dstream.InputSource;
import dev.sluice.engine.local.LocalEngine;
import dev.sluice.engine.local.LocalMaster;
import dev.sluice.engine.local.LocalSettings;
import dev.sluice.io.KryoSerializer;
import dev.sluice.ledger.BatchInput;
import dev.sluice.rdd.RddContext;
import dev.sluice.time.ManualClock;
import dev.sluice.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;

/** Files with the modification times that a test wants, and an engine to read them. */
final class FileFixture implements AutoCloseable {
  static final Duration SLIDE = Duration.ofSeconds(1);
  static final Duration REMEMBER = Duration.ofSeconds(5);

  /** When file streams of tests were made, in milliseconds. */
  static final long CREATED_MS = 100_000;

  private final LocalEngine engine =
      new LocalEngine(
          LocalSettings.of(LocalMaster.parse("local[2]")), new ManualClock(), new KryoSerializer());
  private final RddContext context = new RddContext(engine);

  RddContext context() {
    return context;
  }

  static FileSettings settings(Object directory) {
    return FileSettings.newFiles(
        directory.toString(), new ManualClock(CREATED_MS), SLIDE, REMEMBER);
  }

  static Path write(Path file, long modifiedMs, String text) throws IOException {
    return modified(Files.write(file, text.getBytes(UTF_8)), modifiedMs);
  }

  static Path modified(Path file, long modifiedMs) throws IOException {
    return Files.setLastModifiedTime(file, FileTime.fromMillis(modifiedMs));
  }

  /** The paths of the files that a source chooses for a batch. */
  static List<Path> chosen(InputSource<?> source, long batchMs) throws Exception {
    return paths(source.plan(new Time(batchMs), 0));
  }

  /** The paths of the files that were chosen for a batch. */
  static List<Path> paths(BatchInput input) {
    return FileNames.decode(input.descriptor()).files().stream().map(Path::of).toList();
  }

  <T> List<T> read(InputSource<T> source, long batchMs, BatchInput input) throws Exception {
    return source.read(context, new Time(batchMs), input).collect();
  }

  <T> List<T> read(InputSource<T> source, long batchMs) throws Exception {
    return read(source, batchMs, source.plan(new Time(batchMs), 0));
  }

  @Override
  public void close() {
    engine.close();
  }
}
