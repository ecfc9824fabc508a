package dev.sluice.zeromq;

import static dev.sluice.testkit.receiver.Behaviour.COUNTS_CONNECTIONS;
import static dev.sluice.testkit.receiver.Behaviour.FLOW_CONTROLLED;
import static dev.sluice.testkit.receiver.Behaviour.ORDERED;
import static dev.sluice.testkit.receiver.Behaviour.SECRET;
import static dev.sluice.testkit.receiver.Behaviour.UNDECODABLE;

import dev.sluice.testkit.receiver.ReceiverContract;
import dev.sluice.testkit.receiver.ReceiverHarness;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import org.zeromq.SocketType;

/** A puller waits, and loses what is on its way when a connection ends. */
class PullReceiverContractTest extends ReceiverContract<Integer> {
  @Override
  protected ReceiverHarness<Integer> newHarness() throws IOException {
    return new MessageHarness(
        SocketType.PULL,
        EnumSet.of(ORDERED, FLOW_CONTROLLED, COUNTS_CONNECTIONS, UNDECODABLE, SECRET));
  }

  /** That nobody is connected is reported after some seconds. */
  @Override
  protected Duration patience() {
    return Duration.ofSeconds(15);
  }
}
