package dev.sluice.zeromq;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The senders of one attempt of a receiver. Confined to the thread of the router, but for {@link
 * #progress}.
 */
final class Senders {
  private static final int MOST_TOLD = 10_000;

  private final int most;
  private final Acknowledged acknowledged;
  private final Map<String, Peer> byRoute = new HashMap<>();
  private final Map<String, Peer> byId = new HashMap<>();
  private final Map<String, Progress> progress = new ConcurrentHashMap<>();
  private final Map<String, Boolean> toldToGreet =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST_TOLD;
        }
      };

  /** None, and so many at most. */
  Senders(int most, Acknowledged acknowledged) {
    this.most = most;
    this.acknowledged = acknowledged;
  }

  /** A sender that said hello. Confined to the thread of the router. */
  static final class Peer {
    private final byte[] route;
    private final long instance;
    private final Progress progress;
    private long heardNs = System.nanoTime();
    private boolean fresh = true;

    private Peer(byte[] route, long instance, Progress progress) {
      this.route = route;
      this.instance = instance;
      this.progress = progress;
    }

    byte[] route() {
      return route;
    }

    Progress progress() {
      return progress;
    }

    /** Takes a number, as {@link Progress#receive}. */
    Progress.Place receive(long number) {
      boolean first = fresh;
      fresh = false;
      return progress.receive(number, first);
    }
  }

  /** The sender of a route, which is there now; null if it has not said hello. */
  @Nullable Peer heard(byte[] route) {
    Peer peer = byRoute.get(key(route));
    if (peer != null) {
      peer.heardNs = System.nanoTime();
    }
    return peer;
  }

  /** The sender with an id, if it is there. */
  @Nullable Peer withId(String id) {
    return byId.get(id);
  }

  List<Peer> all() {
    return new ArrayList<>(byRoute.values());
  }

  /** Whether there is no room for one more. */
  boolean isFull() {
    return byId.size() >= most;
  }

  /**
   * A sender says hello; it takes the place of the one with its id.
   *
   * @return that one if it is another one; null otherwise
   */
  @Nullable Peer greet(byte[] route, FromSender.Hello hello) {
    Peer before = byId.get(hello.id());
    if (before != null) {
      forget(before);
    }
    Progress known =
        progress.computeIfAbsent(hello.id(), id -> new Progress(id, acknowledged.get(id)));
    Peer peer = new Peer(route, hello.instance(), known);
    byRoute.put(key(route), peer);
    byId.put(hello.id(), peer);
    toldToGreet.remove(key(route));
    return before == null || before.instance == hello.instance() ? null : before;
  }

  /** The sender has to say hello. */
  void forget(Peer peer) {
    byRoute.remove(key(peer.route));
    byId.remove(peer.progress.id());
  }

  /** Whether a route was not told to say hello yet; it is told now. */
  boolean tell(byte[] route) {
    return toldToGreet.put(key(route), true) == null;
  }

  /** Forgets those that were not heard of for a while before now. */
  List<Peer> forgetSilent(long nowNs) {
    List<Peer> silent = new ArrayList<>();
    for (Peer peer : all()) {
      if (nowNs - peer.heardNs > Heartbeat.SILENCE_NS) {
        silent.add(peer);
        forget(peer);
      }
    }
    Iterator<Progress> each = progress.values().iterator();
    while (each.hasNext()) {
      Progress known = each.next();
      if (!byId.containsKey(known.id()) && known.isSettled()) {
        each.remove();
      }
    }
    return silent;
  }

  /** How far a sender is; null if it is not known. From any thread. */
  @Nullable Progress progress(String id) {
    return progress.get(id);
  }

  private static String key(byte[] route) {
    return new String(route, StandardCharsets.ISO_8859_1);
  }
}
