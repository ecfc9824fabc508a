package dev.sluice.flume;

import dev.sluice.broker.FreePort;
import dev.sluice.flume.sink.SluiceSink;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.testkit.receiver.Behaviour;
import dev.sluice.testkit.receiver.ReceiverHarness;
import dev.sluice.testkit.receiver.TcpProxy;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.flume.Context;

/** The sink, with a channel in this process, behind a proxy. */
final class PollingHarness implements ReceiverHarness<FlumeEvent> {
  private final ListChannel channel = new ListChannel();
  private final SluiceSink sink = new SluiceSink();
  private final TcpProxy proxy;
  private final FlumePollingOptions options;
  private int produced;

  /** With such settings of the sink and options of the receiver. */
  PollingHarness(Map<String, String> settings, UnaryOperator<FlumePollingOptions> change)
      throws IOException {
    int port = FreePort.any();
    Map<String, String> all = new HashMap<>(settings);
    all.put("port", Integer.toString(port));
    sink.setName("k1");
    sink.setChannel(channel);
    sink.configure(new Context(all));
    sink.start();
    proxy = new TcpProxy(port);
    // One connection keeps the order.
    options =
        change.apply(FlumePollingOptions.polling("127.0.0.1", proxy.port()).withParallelism(1));
  }

  @Override
  public Set<Behaviour> behaviours() {
    Set<Behaviour> behaviours = EnumSet.allOf(Behaviour.class);
    behaviours.remove(Behaviour.UNDECODABLE);
    return behaviours;
  }

  @Override
  public Receiver<FlumeEvent> newReceiver() {
    return new PollingReceiver(options, StorageLevel.MEMORY_AND_DISK);
  }

  @Override
  public List<FlumeEvent> produce(int n) {
    List<FlumeEvent> events = Events.numbered(produced, n);
    produced += n;
    channel.add(events);
    return events;
  }

  @Override
  public void cut() throws IOException {
    proxy.cut();
  }

  @Override
  public void restore() {
    proxy.restore();
  }

  @Override
  public List<FlumeEvent> acknowledged() {
    return channel.taken();
  }

  @Override
  public long sent() {
    return channel.handedOut();
  }

  @Override
  public int connections() {
    return proxy.connections();
  }

  @Override
  public List<String> secrets() {
    return List.of(TestKeys.PASSWORD);
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    sink.stop();
  }
}
