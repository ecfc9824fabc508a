package dev.sluice.mqtt.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The messages of QoS 1 and 2 that came by one connection and whose packet ids are in use. A broker
 * may use an id for two messages at once, which it should not; the later one then is answered when
 * the broker has heard the last of the earlier one, so that it cannot take one for the other.
 * Thread-safe: guarded by its monitor.
 */
final class Handshakes {
  private static final int EXACTLY_ONCE = 2;

  private final Answers answers;
  private final Map<Integer, Handshake> oldest = new HashMap<>();
  private final Deque<Handshake> undelivered = new ArrayDeque<>();

  Handshakes(Answers answers) {
    this.answers = answers;
  }

  /** Takes what is to be sent to the broker, without waiting. */
  @FunctionalInterface
  interface Answers {
    void send(Answer answer, int packetId);
  }

  /** What a client says of a message. */
  enum Answer {
    PUBACK(4),
    PUBREC(5),
    PUBCOMP(7);

    final int type;

    Answer(int type) {
      this.type = type;
    }
  }

  /**
   * A message has come.
   *
   * @param sentAgain whether the broker says that it may have sent it before
   * @return false if it was here before, at QoS 2, by this connection
   */
  synchronized boolean arrived(int id, int qos, boolean sentAgain, int checksum) {
    if (sentAgain && qos == EXACTLY_ONCE) {
      Handshake known = find(id, checksum);
      if (known != null) {
        if (known.isAnswered) {
          answers.send(Answer.PUBREC, id);
        }
        return false;
      }
    }
    Handshake added = new Handshake(id, qos, sentAgain, checksum);
    undelivered.add(added);
    Handshake last = oldest.putIfAbsent(id, added);
    if (last != null) {
      while (last.next != null) {
        last = last.next;
      }
      last.next = added;
    }
    return true;
  }

  private @Nullable Handshake find(int id, int checksum) {
    Handshake each = oldest.get(id);
    while (each != null && !(each.qos == EXACTLY_ONCE && each.checksum == checksum)) {
      each = each.next;
    }
    return each;
  }

  /** That of the message that is delivered next: all are, in the order in which they came. */
  synchronized Handshake next() {
    Handshake next = undelivered.poll();
    if (next == null) {
      throw new NoSuchElementException("Cannot deliver a message: none has come");
    }
    return next;
  }

  /**
   * Its message is safe; the broker is told so as soon as the packet id is that of this message.
   */
  synchronized void safe(Handshake handshake) {
    handshake.isSafe = true;
    answer(handshake.id);
  }

  /** The broker will not send again what it was told of. */
  synchronized void released(int id) {
    Handshake known = oldest.get(id);
    if (known != null && known.isAnswered) {
      remove(known);
    }
    answers.send(Answer.PUBCOMP, id);
    answer(id);
  }

  private void answer(int id) {
    Handshake first = oldest.get(id);
    while (first != null && first.isSafe && !first.isAnswered) {
      if (first.qos == EXACTLY_ONCE) {
        first.isAnswered = true;
        answers.send(Answer.PUBREC, id);
      } else {
        remove(first);
        answers.send(Answer.PUBACK, id);
      }
      first = oldest.get(id);
    }
  }

  private void remove(Handshake first) {
    if (first.next == null) {
      oldest.remove(first.id);
    } else {
      oldest.put(first.id, first.next);
    }
  }
}
