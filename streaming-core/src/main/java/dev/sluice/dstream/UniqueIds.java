package dev.sluice.dstream;

import java.util.HashMap;
import java.util.Map;

/** Ids that are taken, and by whom. Confined to one thread. */
final class UniqueIds {
  private final Map<String, String> owners = new HashMap<>();

  /**
   * Takes an id that the user chose.
   *
   * @throws IllegalArgumentException if it is taken, naming both
   */
  void reserve(String id, String owner) {
    String other = owners.putIfAbsent(id, owner);
    if (other != null) {
      throw new IllegalArgumentException(
          "Cannot start the context: "
              + other
              + " and "
              + owner
              + " are both called "
              + id
              + ", expected a name of its own for each stream that comes from outside or has state, and each saveTo");
    }
  }

  /** Takes the id, or if it is taken, the first that is free of {@code id #2}, {@code id #3}…. */
  String derive(String id, String owner) {
    String free = id;
    for (int number = 2; owners.putIfAbsent(free, owner) != null; number++) {
      free = id + " #" + number;
    }
    return free;
  }
}
