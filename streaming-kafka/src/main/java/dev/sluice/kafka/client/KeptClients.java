package dev.sluice.kafka.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The clients that a process keeps between tasks, by owner and place. A task has one for itself;
 * what is over the capacity is closed, what was used longest ago first, and all of an owner when it
 * stops. Thread-safe: guarded by its monitor; clients are made and closed outside of it.
 *
 * @param <P> the places, such as partitions
 * @param <C> the clients
 */
public final class KeptClients<P, C extends KeptClients.Client> {
  private final LinkedHashMap<Key<P>, C> idle = new LinkedHashMap<>();
  private final Map<String, Integer> taken = new HashMap<>();
  private final Set<String> stopped = new HashSet<>();

  /** What is kept. Confined to one task at a time. */
  public interface Client {
    /** Ends it. */
    void close();
  }

  private record Key<P>(String owner, P place) {}

  /** Keeps nothing yet. */
  public KeptClients() {}

  /**
   * A client for a task, which gives it back.
   *
   * @param usesKept whether it may be one that was kept; else that one is closed
   * @param maker makes one
   */
  public C take(String owner, P place, boolean usesKept, Supplier<C> maker) {
    C kept = takeKept(new Key<>(owner, place));
    if (kept != null && usesKept) {
      return kept;
    }
    C made = null;
    try {
      if (kept != null) {
        kept.close();
      }
      made = maker.get();
      return made;
    } finally {
      if (made == null) {
        returned(owner);
      }
    }
  }

  private synchronized @Nullable C takeKept(Key<P> key) {
    taken.merge(key.owner, 1, Integer::sum);
    return idle.remove(key);
  }

  private synchronized void returned(String owner) {
    int left = taken.getOrDefault(owner, 1) - 1;
    if (left > 0) {
      taken.put(owner, left);
    } else {
      taken.remove(owner);
      stopped.remove(owner);
    }
  }

  /**
   * Ends a task's use of a client.
   *
   * @param capacity how many the process keeps; 0 if nobody should use this one again
   */
  public void giveBack(String owner, P place, C client, int capacity) {
    closeAll(putBack(new Key<>(owner, place), client, capacity));
  }

  /** Returns what is to be closed. */
  private synchronized List<C> putBack(Key<P> key, C client, int capacity) {
    List<C> surplus = new ArrayList<>();
    if (capacity == 0 || stopped.contains(key.owner)) {
      surplus.add(client);
    } else {
      C other = idle.remove(key);
      if (other != null) {
        surplus.add(other);
      }
      idle.put(key, client);
      Iterator<C> oldest = idle.values().iterator();
      while (idle.size() > capacity) {
        surplus.add(oldest.next());
        oldest.remove();
      }
    }
    returned(key.owner);
    return surplus;
  }

  /** Closes what is kept for an owner, and what its last tasks give back. */
  public void stop(String owner) {
    closeAll(takeAll(owner));
  }

  private synchronized List<C> takeAll(String owner) {
    if (taken.containsKey(owner)) {
      stopped.add(owner);
    }
    List<C> all = new ArrayList<>();
    idle.forEach(
        (key, client) -> {
          if (key.owner.equals(owner)) {
            all.add(client);
          }
        });
    idle.keySet().removeIf(key -> key.owner.equals(owner));
    return all;
  }

  /** How many are kept for an owner. */
  public synchronized int kept(String owner) {
    return (int) idle.keySet().stream().filter(key -> key.owner.equals(owner)).count();
  }

  private void closeAll(List<C> clients) {
    clients.forEach(Client::close);
  }
}
