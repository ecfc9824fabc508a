package dev.sluice.streaming;

import dev.sluice.dstream.DStream;
import dev.sluice.testkit.TestStreams;
import java.nio.file.Path;
import java.util.List;

/** An input whose program is crashed, and the source before it. Confined to the test's thread. */
interface TrialInput {
  /** Makes the input of a program, which is started next. */
  DStream<String> define(TestStreams streams) throws Exception;

  /** The program has started. */
  default void started() throws Exception {}

  /** Sends the records of a batch, those that were sent before perhaps again. */
  default void send(int batch) throws Exception {}

  /** The records of a batch. */
  static List<String> records(int batch) {
    return List.of(batch + "-a", batch + "-b", batch + "-c");
  }

  /** Lists that can be read again. */
  static TrialInput lists() {
    return streams -> streams.input(List.of(records(0), records(1), records(2)));
  }

  /** Files in a directory, one for each batch. */
  static TrialInput files(Path directory) {
    return new TrialFiles(directory);
  }
}
