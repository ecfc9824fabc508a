package dev.sluice.dstream;

import dev.sluice.io.StoragePlace;
import dev.sluice.quarantine.Quarantine;
import dev.sluice.quarantine.QuarantineReader;
import java.util.List;

/** Checks that each quarantine has the records of one stream, and is read or written. */
final class Quarantines {
  private Quarantines() {}

  /**
   * Checks the operators and inputs of a program.
   *
   * @throws IllegalArgumentException if two streams use one quarantine, or one that is replayed
   */
  static void require(List<GuardedOperator<?, ?>> guarded, List<GraphInput> inputs) {
    for (int i = 0; i < guarded.size(); i++) {
      GuardedOperator<?, ?> operator = guarded.get(i);
      if (operator.policy().quarantine().isPresent()) {
        Quarantine quarantine = operator.policy().quarantine().get();
        inputs.forEach(input -> requireNotRead(operator, quarantine, input));
        guarded.subList(0, i).forEach(other -> requireSameStream(operator, quarantine, other));
      }
    }
  }

  private static void requireNotRead(
      GuardedOperator<?, ?> operator, Quarantine quarantine, GraphInput input) {
    if (input instanceof GraphInput.OfSource withSource
        && withSource.source() instanceof QuarantineReader reader
        && isSame(quarantine, reader.reads())) {
      throw new IllegalArgumentException(
          "Cannot start the context: %s puts records into the quarantine %s, which %s replays, expected another directory"
              .formatted(operator.describe(), quarantine, input.name()));
    }
  }

  private static void requireSameStream(
      GuardedOperator<?, ?> operator, Quarantine quarantine, GuardedOperator<?, ?> other) {
    boolean shares =
        other.policy().quarantine().filter(its -> isSame(its, quarantine.place())).isPresent();
    if (shares && other.parent() != operator.parent()) {
      throw new IllegalArgumentException(
          "Cannot start the context: %s and %s put records of different streams into the quarantine %s, expected a directory for each stream"
              .formatted(other.describe(), operator.describe(), quarantine));
    }
  }

  private static boolean isSame(Quarantine quarantine, StoragePlace place) {
    return quarantine.place().isSame(place);
  }
}
