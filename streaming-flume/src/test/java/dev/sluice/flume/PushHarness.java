package dev.sluice.flume;

import dev.sluice.broker.FreePort;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.testkit.receiver.Behaviour;
import dev.sluice.testkit.receiver.ReceiverHarness;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * An agent that pushes to a port. While it is cut it pushes nothing, and if no receiver listens
 * then, none can.
 */
final class PushHarness implements ReceiverHarness<FlumeEvent> {
  private final int port;
  private final FlumeOptions options;
  private final PushingAgent agent;
  private ServerSocket taken;
  private int produced;

  private PushHarness(int port, FlumeOptions options, PushingAgent agent) {
    this.port = port;
    this.options = options;
    this.agent = agent;
  }

  /** With such options, and an agent that suits them. */
  static PushHarness of(UnaryOperator<FlumeOptions> change, Connecting connecting)
      throws IOException {
    int port = FreePort.any();
    return new PushHarness(
        port,
        change.apply(FlumeOptions.listeningOn(port)),
        new PushingAgent(() -> connecting.connect(port)));
  }

  /** Connects to a port. */
  interface Connecting {
    AvroClient connect(int port) throws IOException;
  }

  @Override
  public Set<Behaviour> behaviours() {
    Set<Behaviour> behaviours = EnumSet.allOf(Behaviour.class);
    behaviours.remove(Behaviour.UNDECODABLE);
    return behaviours;
  }

  @Override
  public Receiver<FlumeEvent> newReceiver() {
    return new PushReceiver(options, StorageLevel.MEMORY_AND_DISK);
  }

  @Override
  public List<FlumeEvent> produce(int n) {
    List<FlumeEvent> events = Events.numbered(produced, n);
    produced += n;
    agent.add(events);
    return events;
  }

  @Override
  public void cut() throws IOException {
    agent.cut();
    if (taken == null) {
      try {
        taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
      } catch (BindException aReceiverListens) {
        taken = null;
      }
    }
  }

  @Override
  public void restore() throws IOException {
    if (taken != null) {
      taken.close();
      taken = null;
    }
    agent.restore();
  }

  @Override
  public List<FlumeEvent> acknowledged() {
    return agent.acknowledged();
  }

  @Override
  public long sent() {
    return agent.sent();
  }

  @Override
  public int connections() {
    return agent.isConnected() ? 1 : 0;
  }

  @Override
  public List<String> secrets() {
    return List.of(TestKeys.PASSWORD);
  }

  @Override
  public void close() throws IOException {
    agent.close();
    restore();
  }
}
