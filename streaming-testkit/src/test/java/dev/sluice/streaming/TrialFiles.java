package dev.sluice.streaming;

import dev.sluice.dstream.DStream;
import dev.sluice.testkit.TestStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;

/** A file for each batch. Immutable. */
record TrialFiles(Path directory) implements TrialInput {
  private static final long BATCH_MS = 1_000;

  @Override
  public DStream<String> define(TestStreams streams) {
    return streams.context().textFileStream(directory.toString());
  }

  @Override
  public void send(int batch) throws IOException {
    Path aside = Files.write(directory.resolve("." + batch), TrialInput.records(batch));
    Files.setLastModifiedTime(aside, FileTime.fromMillis(batch * BATCH_MS + BATCH_MS / 2));
    Files.move(aside, directory.resolve(Integer.toString(batch)), StandardCopyOption.ATOMIC_MOVE);
  }
}
