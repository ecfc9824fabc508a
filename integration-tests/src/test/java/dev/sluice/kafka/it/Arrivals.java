package dev.sluice.kafka.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.recovery.Message;
import java.util.BitSet;
import java.util.List;

/** Which messages came out, and which more than once. Confined to the test's thread. */
final class Arrivals {
  private final BitSet found = new BitSet();
  private final BitSet doubled = new BitSet();

  /** Takes note of messages; each must be as it was written. */
  void add(List<Message> messages) {
    for (Message message : messages) {
      assertThat(message).isEqualTo(Message.of(message.id()));
      (found.get(message.id()) ? doubled : found).set(message.id());
    }
  }

  /** How many different ones there are. */
  int count() {
    return found.cardinality();
  }

  /** Those from 1 to a number that did not come out. */
  BitSet lost(int last) {
    BitSet lost = new BitSet();
    lost.set(1, last + 1);
    lost.andNot(found);
    return lost;
  }

  BitSet doubled() {
    return (BitSet) doubled.clone();
  }
}
