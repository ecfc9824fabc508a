package dev.sluice.ui.api;

import dev.sluice.streaming.Guarantees;
import dev.sluice.streaming.Guarantees.Promise;
import dev.sluice.ui.history.Texts;
import dev.sluice.ui.history.Watched;
import java.util.List;

/** What a program promises. Immutable. */
public record GuaranteesJson(String progress, List<PromiseJson> inputs, List<PromiseJson> outputs) {

  record PromiseJson(String name, String promise) {
    static List<PromiseJson> of(List<Promise> promises) {
      return promises.stream()
          .map(each -> new PromiseJson(Texts.name(each.name()), Texts.name(each.promise())))
          .toList();
    }
  }

  /** The promises. */
  public static GuaranteesJson of(Watched program) {
    Guarantees guarantees = program.monitor().guarantees();
    return new GuaranteesJson(
        Texts.name(guarantees.progress()),
        PromiseJson.of(guarantees.inputs()),
        PromiseJson.of(guarantees.outputs()));
  }
}
