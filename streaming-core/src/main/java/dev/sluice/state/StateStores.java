package dev.sluice.state;

import dev.sluice.io.Serializer;
import dev.sluice.io.Storage;

/**
 * Where the states of all operators are. Immutable.
 *
 * @param serializer writes keys and states
 */
public record StateStores(Storage storage, Serializer serializer) {
  /** The files of the operator with that id. */
  public StateStore of(String operatorId) {
    return new StateStore(storage, operatorId, serializer);
  }
}
