package dev.sluice.flume;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which events of one process are stored, by what they are known by: until their agent has shown
 * that it will not send them again. That an event is acknowledged is not enough, as the agent may
 * not hear of it. Thread-safe: guarded by its monitor.
 */
final class Identities {
  private final int most;
  private final Map<String, List<Delivery>> storing = new HashMap<>();
  private final Set<String> unconfirmed = new LinkedHashSet<>();

  /**
   * Knows nothing.
   *
   * @param most so many that were acknowledged are known at most; those from longest ago go first
   */
  Identities(int most) {
    this.most = most;
  }

  /** An attempt begins: what was being stored is not known any more. */
  synchronized void begin() {
    storing.clear();
  }

  /**
   * An event has come.
   *
   * @return whether it is to be stored; if not, the delivery hears of it as if it had been
   */
  synchronized boolean isNew(String id, Delivery delivery) {
    if (unconfirmed.contains(id)) {
      delivery.acknowledged();
      return false;
    }
    List<Delivery> waiting = storing.computeIfAbsent(id, absent -> new ArrayList<>(1));
    waiting.add(delivery);
    return waiting.size() == 1;
  }

  /** An event may be forgotten by its agent. */
  synchronized void acknowledged(String id) {
    if (unconfirmed.add(id) && unconfirmed.size() > most) {
      var oldest = unconfirmed.iterator();
      oldest.next();
      oldest.remove();
    }
    List<Delivery> waiting = storing.remove(id);
    if (waiting != null) {
      waiting.forEach(Delivery::acknowledged);
    }
  }

  /** The agent will not send these again. */
  synchronized void confirmed(Collection<String> ids) {
    ids.forEach(unconfirmed::remove);
  }
}
