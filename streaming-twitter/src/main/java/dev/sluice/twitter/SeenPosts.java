package dev.sluice.twitter;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** The ids of the last posts that were stored. Confined to one thread at a time. */
final class SeenPosts {
  private final int most;
  private final Set<Long> ids = new HashSet<>();
  private final Deque<Long> order = new ArrayDeque<>();

  SeenPosts(int most) {
    this.most = most;
  }

  boolean contains(long id) {
    return ids.contains(id);
  }

  /** Remembers a post, and forgets the oldest if there are too many. */
  void add(long id) {
    if (most > 0 && ids.add(id)) {
      order.add(id);
      if (order.size() > most) {
        ids.remove(order.remove());
      }
    }
  }
}
