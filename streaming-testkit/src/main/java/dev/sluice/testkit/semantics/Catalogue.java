package dev.sluice.testkit.semantics;

import java.util.List;
import java.util.stream.Stream;

/** All cases. */
final class Catalogue {
  private Catalogue() {}

  static List<OperatorCase> cases() {
    return Stream.of(
            RecordCases.cases(),
            ErrorCases.cases(),
            BatchCases.cases(),
            TransformCases.cases(),
            KeyCases.cases(),
            JoinCases.cases(),
            WindowCases.cases(),
            InverseWindowCases.cases(),
            StateCases.cases(),
            OutputCases.cases(),
            ContextCases.cases())
        .flatMap(List::stream)
        .toList();
  }
}
