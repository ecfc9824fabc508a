package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.Commands.Result;
import dev.sluice.scheduler.StartGuard;
import dev.sluice.testkit.TestStreams;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code checkpoint check} of programs against directories that real programs left. */
class CheckTest {
  @TempDir Path directory;

  private String lines(Result result) {
    return result
        .out()
        .replace(directory.toString(), "DIR")
        .replaceAll("dev\\.sluice\\.cli\\.", "");
  }

  @Test
  void the_same_program_attaches() {
    FinishedProgram.run(directory);

    Result result = Commands.check(directory, CheckedPrograms.Same.class);

    assertThat(lines(result))
        .isEqualTo(
            """
            attached  stream  lines   has the number 0
            attached  state   totals  3 keys of batch 2026-01-01T00:00:03Z (1767225603000 ms)

            CheckedPrograms$Same on DIR: 2 attached, 0 new, 0 orphaned, 0 incompatible
            """);
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
  }

  @Test
  void what_is_new_is_fine() {
    FinishedProgram.run(directory);

    Result result = Commands.check(directory, CheckedPrograms.WithMore.class);

    assertThat(lines(result))
        .isEqualTo(
            """
            attached  stream  lines                    has the number 0
            new       stream  other                    gets the number 1
            attached  state   totals                   3 keys of batch 2026-01-01T00:00:03Z (1767225603000 ms)
            new       state   updateStateByKey(other)  begins without keys

            CheckedPrograms$WithMore on DIR: 2 attached, 2 new, 0 orphaned, 0 incompatible
            """);
    assertThat(result.code()).isZero();
  }

  @Test
  void what_has_no_name_any_more_is_orphaned() {
    FinishedProgram.run(directory);

    Result result = Commands.check(directory, CheckedPrograms.Renamed.class);

    assertThat(lines(result))
        .isEqualTo(
            """
            new       stream  words   gets the number 1
            orphaned  stream  lines   had the number 0; what is recorded of it is kept
            new       state   sums    begins without keys
            orphaned  state   totals  3 keys of batch 2026-01-01T00:00:03Z (1767225603000 ms); they are kept

            CheckedPrograms$Renamed on DIR: 0 attached, 2 new, 2 orphaned, 0 incompatible
            """);
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void a_state_that_no_operator_had_lately_attaches_with_a_gap() {
    FinishedProgram.run(directory);
    FinishedProgram.runWithoutState(directory);

    Result back = Commands.check(directory, CheckedPrograms.Same.class);
    Result away = Commands.check(directory, CheckedPrograms.Renamed.class);

    assertThat(lines(back))
        .contains(
            "totals  3 keys of batch 2026-01-01T00:00:03Z (1767225603000 ms); no operator had them since, and they go on after 2026-01-01T00:00:04Z (1767225604000 ms)\n");
    assertThat(back.code()).isZero();
    assertThat(away.out()).containsPattern("orphaned +state +totals +3 keys of batch ");
    assertThat(away.code()).isEqualTo(1);
  }

  @Test
  void another_kind_of_state_is_incompatible() {
    FinishedProgram.run(directory);

    Result result = Commands.check(directory, CheckedPrograms.OtherKind.class);

    assertThat(result.out())
        .containsPattern(
            "incompatible +state +totals +found the state of updateStateByKey, expected that of mapWithState\n");
    assertThat(result.code()).isEqualTo(2);
  }

  @Test
  void another_batch_interval_has_its_rule() {
    FinishedProgram.run(directory);

    Result result = Commands.check(directory, CheckedPrograms.Slower.class);

    assertThat(result.out()).containsPattern("new +batches +every 2.0 s +before, every 1.0 s; ");
    assertThat(result.code()).isZero();
  }

  @Test
  void a_batch_interval_that_the_states_do_not_fit_is_incompatible() {
    FinishedProgram.runWithTwoStates(directory);

    Result result = Commands.check(directory, CheckedPrograms.SlowerWithTwoStates.class);

    assertThat(result.out())
        .containsPattern("incompatible +batches +every 2.0 s +Cannot change the batch interval ")
        .contains("stop gracefully first")
        .contains("3 attached, 0 new, 0 orphaned, 1 incompatible");
    assertThat(result.code()).isEqualTo(2);
  }

  @Test
  void outputs_that_are_done_in_a_batch_that_is_not_are_told() {
    FinishedProgram.runUntilOutputFails(directory);

    Result same = Commands.check(directory, CheckedPrograms.Same.class);
    Result renamed = Commands.check(directory, CheckedPrograms.Renamed.class);

    assertThat(same.out())
        .containsPattern("attached +output +print\\(totals\\) +is done in 2026-01-01T00:00:03Z");
    assertThat(same.code()).isZero();
    assertThat(renamed.out()).containsPattern("orphaned +output +print\\(totals\\)");
    assertThat(renamed.code()).isEqualTo(1);
  }

  @Test
  void a_main_method_runs_up_to_the_start() throws IOException {
    FinishedProgram.run(directory);
    var before = Commands.contents(directory);

    Result result = Commands.check(directory, CheckedPrograms.WithMain.class, directory.toString());

    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("2 attached").contains("WithMain on " + directory);
    assertThat(CheckedPrograms.WithMain.hasRun).isFalse();
    assertThat(Commands.contents(directory)).isEqualTo(before);
  }

  @Test
  void a_context_starts_on_no_other_thread_either() {
    FinishedProgram.run(directory);

    Result result = Commands.check(directory, CheckedPrograms.OnAnotherThread.class);

    assertThat(result.code()).isZero();
  }

  @Test
  void programs_start_again_afterwards() {
    FinishedProgram.run(directory);

    Result unused = Commands.check(directory, CheckedPrograms.Same.class);

    assertThat(StartGuard.isSet()).isFalse();
  }

  @Test
  void a_running_driver_is_not_disturbed() {
    try (TestStreams streams = FinishedProgram.wordCount(directory)) {
      streams.collect(FinishedProgram.totals(streams));
      streams.start();
      streams.advance(2);

      assertThat(Commands.check(directory, CheckedPrograms.Same.class).code()).isZero();
      streams.advance(1);
    }
  }

  @Test
  void damage_is_told_in_one_line() throws IOException {
    FinishedProgram.run(directory);
    Commands.damage(Commands.newest(directory, ".log"));

    Result result = Commands.check(directory, CheckedPrograms.Same.class);

    assertThat(result.code()).isEqualTo(65);
    assertThat(result.err()).startsWith("sluice: Cannot read ").hasLineCount(1);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void a_program_that_fails_is_told_in_one_line() {
    FinishedProgram.run(directory);

    Result failing = Commands.check(directory, CheckedPrograms.Failing.class);
    Result idle = Commands.check(directory, CheckedPrograms.Idle.class);
    Result withoutOutput = Commands.check(directory, CheckedPrograms.WithoutOutput.class);

    assertThat(failing.err()).contains("Cannot run: no arguments at ").hasLineCount(1);
    assertThat(idle.err()).contains("it ended without starting a context").hasLineCount(1);
    assertThat(withoutOutput.err()).contains("found no output operation").hasLineCount(1);
    assertThat(failing.code()).isEqualTo(70);
    assertThat(idle.code()).isEqualTo(70);
    assertThat(withoutOutput.code()).isEqualTo(70);
  }
}
