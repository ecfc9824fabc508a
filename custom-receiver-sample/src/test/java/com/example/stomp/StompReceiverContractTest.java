package com.example.stomp;

import dev.sluice.receiver.Receiver;
import dev.sluice.testkit.receiver.Behaviour;
import dev.sluice.testkit.receiver.ReceiverContract;
import dev.sluice.testkit.receiver.ReceiverHarness;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

// snippet: StompReceiverContractTest
/** {@link StompReceiver} keeps the receiver contract. */
class StompReceiverContractTest extends ReceiverContract<String> {
  @Override
  protected ReceiverHarness<String> newHarness() throws IOException {
    return new StompHarness(new TestBroker());
  }

  /** A broker, and receivers for it. */
  record StompHarness(TestBroker broker) implements ReceiverHarness<String> {
    @Override
    public Set<Behaviour> behaviours() {
      return EnumSet.allOf(Behaviour.class);
    }

    @Override
    public Receiver<String> newReceiver() {
      return new StompReceiver(
          broker.host(), broker.port(), "me", TestBroker.PASSCODE, "/queue/a");
    }

    @Override
    public List<String> produce(int n) {
      return broker.produce(n);
    }

    @Override
    public void produceUndecodable() {
      broker.publish(new byte[] {(byte) 0xff});
    }

    @Override
    public void cut() {
      broker.cut();
    }

    @Override
    public void restore() {
      broker.restore();
    }

    @Override
    public List<String> acknowledged() {
      return broker.acknowledged();
    }

    @Override
    public long sent() {
      return broker.sent();
    }

    @Override
    public int connections() {
      return broker.connections();
    }

    @Override
    public List<String> secrets() {
      return List.of(TestBroker.PASSCODE);
    }

    @Override
    public void close() throws IOException {
      broker.close();
    }
  }
}
// end of snippet
