package dev.sluice.benchmarks.harness;

import dev.sluice.benchmarks.corpus.Corpus;
import dev.sluice.benchmarks.corpus.Keys;
import java.util.Optional;

/** What must come out of the records released so far, whatever the batches. */
interface Expectation {
  /** The total at which the last record's result is out. */
  long goal(long released);

  /** What is wrong with all that came out, or empty. */
  Optional<String> wrong(long released, Sink sink);

  /** The expectation of a pipeline over lines. */
  static Expectation of(Pipeline pipeline, Corpus corpus) {
    return switch (pipeline) {
      case GREP -> new Matches(corpus);
      case WORD_COUNT -> new Words(corpus);
      case TOP_WORDS -> new Windows(corpus);
      case RUNNING_COUNT, FULL_COUNT ->
          throw new IllegalArgumentException(
              "Cannot check " + pipeline + " by a corpus: it has keys");
    };
  }

  /** The expectation of a pipeline over keys. */
  static Expectation ofKeys(Pipeline pipeline, int keys, int lanes) {
    return pipeline == Pipeline.RUNNING_COUNT
        ? new Updates(keys, lanes)
        : new FullState(keys, lanes);
  }

  private static Optional<String> differ(String what, long expected, long found) {
    return expected == found
        ? Optional.empty()
        : Optional.of(what + ": found " + found + ", expected " + expected);
  }

  /** Lines that hold the literal. */
  record Matches(Corpus corpus) implements Expectation {
    @Override
    public long goal(long released) {
      return corpus.matches(released);
    }

    @Override
    public Optional<String> wrong(long released, Sink sink) {
      return differ("matches", goal(released), sink.total());
    }
  }

  /** Words, and a checksum over them and their counts. */
  record Words(Corpus corpus) implements Expectation {
    @Override
    public long goal(long released) {
      return corpus.words(released);
    }

    @Override
    public Optional<String> wrong(long released, Sink sink) {
      return differ("words", goal(released), sink.total())
          .or(() -> differ("checksum", corpus.checksum(released), sink.checksum()));
    }
  }

  /** The totals of the commonest words, worked out from the windows. */
  record Windows(Corpus corpus) implements Expectation {
    @Override
    public long goal(long released) {
      return corpus.probe(0, released);
    }

    @Override
    public Optional<String> wrong(long released, Sink sink) {
      Optional<String> problem = Optional.empty();
      for (int p = 0; p < corpus.probes().size() && problem.isEmpty(); p++) {
        problem = differ("word of rank " + p, corpus.probe(p, released), sink.windowTotal(p));
      }
      return problem;
    }
  }

  /** One output for each update, and the sum of all new counts. */
  record Updates(int keys, int lanes) implements Expectation {
    @Override
    public long goal(long released) {
      return released;
    }

    @Override
    public Optional<String> wrong(long released, Sink sink) {
      return differ("updates", released, sink.updates())
          .or(
              () ->
                  differ(
                      "new counts", Keys.checksum(keys, lanes, released), sink.sumOfNewCounts()));
    }
  }

  /** The total of the state, and its checksum. */
  record FullState(int keys, int lanes) implements Expectation {
    @Override
    public long goal(long released) {
      return released;
    }

    @Override
    public Optional<String> wrong(long released, Sink sink) {
      return differ("state", released, sink.total())
          .or(
              () ->
                  differ(
                      "state's checksum", Keys.checksum(keys, lanes, released), sink.checksum()));
    }
  }
}
