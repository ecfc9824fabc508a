package dev.sluice.jdbc;

import dev.sluice.dstream.DStream;
import dev.sluice.function.Tuple2;
import dev.sluice.io.Storage;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.CrashScenario;
import dev.sluice.testkit.CrashingProgram;
import dev.sluice.time.Durations;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A program that writes words and their running totals; the result is what the database has. */
record CrashingWords(Database database, CrashingProgram program)
    implements CrashScenario<List<String>> {
  static final List<List<String>> WORDS =
      List.of(List.of("a", "b", "a"), List.of("c"), List.of(), List.of("a", "d"));

  static CrashingWords into(Supplier<Database> databases) {
    Database database = databases.get();
    StreamingConf conf = new StreamingConf().set("streaming.checkpoint.interval", "2s");
    return new CrashingWords(
        database,
        new CrashingProgram(
            conf,
            Durations.seconds(1),
            WORDS.size(),
            (streams, outputs) -> {
              DStream<String> words = streams.input(WORDS);
              words.saveTo("words", database.words(0));
              words
                  .mapToPair(word -> new Tuple2<>(word, 1))
                  .<Integer>updateStateByKey(
                      (ones, total) -> Optional.of(total.orElse(0) + ones.size()))
                  .map(total -> total._1() + "=" + total._2())
                  .saveTo("totals", database.words(1));
            }));
  }

  @Override
  public List<String> run(Storage storage) throws Exception {
    program.run(storage);
    return database.query("SELECT word || number FROM words ORDER BY word, number");
  }
}
