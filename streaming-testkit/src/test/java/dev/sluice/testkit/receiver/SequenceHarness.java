package dev.sluice.testkit.receiver;

import dev.sluice.receiver.Receiver;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

// snippet: SequenceHarness
/** A {@link SequenceBroker} and receivers for it. */
class SequenceHarness implements ReceiverHarness<Integer> {
  final SequenceBroker broker = new SequenceBroker();

  SequenceHarness() throws IOException {}

  @Override
  public Set<Behaviour> behaviours() {
    return EnumSet.allOf(Behaviour.class);
  }

  @Override
  public Receiver<Integer> newReceiver() {
    return new SequenceReceiver(broker.port(), SequenceBroker.PASSWORD);
  }

  @Override
  public List<Integer> produce(int n) {
    return broker.produce(n);
  }

  @Override
  public void cut() {
    broker.cutAll();
  }

  @Override
  public void restore() {
    broker.uncut();
  }

  @Override
  public List<Integer> acknowledged() {
    return broker.acknowledged();
  }

  @Override
  public long sent() {
    return broker.sent();
  }

  @Override
  public int connections() {
    return broker.openConnections();
  }

  @Override
  public void produceUndecodable() {
    broker.publish("seven");
  }

  @Override
  public List<String> secrets() {
    return List.of(SequenceBroker.PASSWORD);
  }

  @Override
  public void close() throws IOException {
    broker.close();
  }
}
// end of snippet
