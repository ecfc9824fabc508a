package dev.sluice.ui.api;

import dev.sluice.ui.history.Health;
import dev.sluice.ui.history.Pace;
import dev.sluice.ui.history.Texts;
import dev.sluice.ui.history.Watched;
import java.util.Optional;

/** How a program does, in one sentence. Immutable. */
record VerdictJson(String state, long behindMs, String sentence) {
  /**
   * The verdict; the end, a failure and a standstill go before the pace.
   *
   * @param state of the program
   */
  static VerdictJson of(Watched program, String state, Optional<RuntimeException> failure) {
    Pace pace = program.pace();
    long behind = pace.behind().toMillis();
    if (state.equals("STOPPED")) {
      return new VerdictJson("STOPPED", behind, "The program has ended.");
    }
    if (failure.isPresent()) {
      String why = Texts.message(String.valueOf(failure.get().getMessage()));
      return new VerdictJson("FAILED", behind, "Failed: " + why);
    }
    Health live = program.live();
    if (!live.up()) {
      return new VerdictJson("STALLED", behind, "Stalled: " + live.reason());
    }
    return new VerdictJson(pace.state().name(), behind, pace.sentence());
  }
}
