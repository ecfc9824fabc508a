package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.BatchId;
import dev.sluice.dstream.OutputTransaction;
import dev.sluice.dstream.TransactionalOutput;
import dev.sluice.streaming.StreamingException;
import dev.sluice.time.Durations;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Outputs are told that the program has ended. */
class StoppedOutputTest {
  private final List<String> told = new CopyOnWriteArrayList<>();

  /** Tells what happens to it. */
  private record Telling(String name, List<String> told) implements TransactionalOutput<String> {
    @Override
    public OutputTransaction<String> begin(BatchId batch) {
      return new OutputTransaction<>() {
        @Override
        public boolean isCommitted() {
          return false;
        }

        @Override
        public void write(String record) {
          told.add(record);
        }

        @Override
        public void commit() {}

        @Override
        public void close() {}
      };
    }

    @Override
    public void stop() throws IOException {
      told.add(name + " stopped");
      if (name.startsWith("bad")) {
        throw new IOException("no way to stop");
      }
    }
  }

  @Test
  void each_is_stopped_once_after_the_last_batch() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      var words = streams.input(List.of(List.of("a"), List.of("b")));
      words.saveTo("first", new Telling("first", told));
      words.filter(word -> false).saveTo("second", new Telling("second", told));
      streams.start();
      streams.advance(2);
      assertThat(told).containsExactly("a", "b");
      streams.context().stop(true);
    }

    assertThat(told).containsExactly("a", "b", "first stopped", "second stopped");
  }

  @Test
  void one_that_cannot_be_stopped_fails_the_program_and_stops_no_less_the_others() {
    TestStreams streams = TestStreams.create(Durations.seconds(1));
    var words = streams.input(List.of(List.of("a")));
    words.saveTo("bad", new Telling("bad", told));
    words.saveTo("good", new Telling("good", told));
    streams.start();
    streams.close();

    assertThat(told).containsExactly("bad stopped", "good stopped");
    assertThatThrownBy(() -> streams.context().awaitTermination())
        .isInstanceOf(StreamingException.class)
        .hasStackTraceContaining("Cannot stop an output")
        .hasStackTraceContaining("no way to stop");
  }
}
