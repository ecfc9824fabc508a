package dev.sluice.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.recovery.Message;
import java.util.BitSet;
import java.util.List;

/** Which messages came out, and which more than once. Confined to the test's thread. */
public final class Arrivals {
  private final BitSet found = new BitSet();
  private final BitSet doubled = new BitSet();

  /** Nothing has come out yet. */
  public Arrivals() {}

  /** Takes note of messages; each must be as it was written. */
  public void add(List<Message> messages) {
    for (Message message : messages) {
      assertThat(message).isEqualTo(Message.of(message.id()));
      (found.get(message.id()) ? doubled : found).set(message.id());
    }
  }

  /** How many different ones there are. */
  public int count() {
    return found.cardinality();
  }

  /** Those from 1 to a number that did not come out. */
  public BitSet lost(int last) {
    BitSet lost = new BitSet();
    lost.set(1, last + 1);
    lost.andNot(found);
    return lost;
  }

  /** Those that came out more than once. */
  public BitSet doubled() {
    return (BitSet) doubled.clone();
  }
}
