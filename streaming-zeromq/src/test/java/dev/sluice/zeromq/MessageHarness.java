package dev.sluice.zeromq;

import dev.sluice.broker.FreePort;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.testkit.receiver.Behaviour;
import dev.sluice.testkit.receiver.ReceiverHarness;
import dev.sluice.testkit.receiver.TcpProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** A bound pusher or publisher, and receivers that reach it through a proxy. */
final class MessageHarness implements ReceiverHarness<Integer> {
  private static final ZMQ.Curve.KeyPair SERVER = ZMQ.Curve.generateKeyPair();
  private static final ZMQ.Curve.KeyPair CLIENT = ZMQ.Curve.generateKeyPair();
  private static final byte[] TOPIC = {'t'};

  private final SocketType receives;
  private final Set<Behaviour> behaviours;
  private final Feeder feeder;
  private final TcpProxy proxy;
  private int produced;

  MessageHarness(SocketType receives, Set<Behaviour> behaviours) throws IOException {
    this.receives = receives;
    this.behaviours = behaviours;
    int port = FreePort.any();
    this.feeder =
        Feeder.bind(
            receives == SocketType.SUB ? SocketType.PUB : SocketType.PUSH,
            port,
            ZeroMQOptions.bind()
                .withCurveServer(SERVER.publicKey, SERVER.secretKey, Set.of(CLIENT.publicKey)));
    this.proxy = new TcpProxy(port);
  }

  @Override
  public Set<Behaviour> behaviours() {
    return behaviours;
  }

  @Override
  public Receiver<Integer> newReceiver() {
    ZeroMQOptions options =
        ZeroMQOptions.connect()
            .withCurveClient(SERVER.publicKey, CLIENT.publicKey, CLIENT.secretKey)
            .withReceiveHighWaterMark(100)
            .withReconnect(Duration.ofMillis(20), Duration.ofMillis(200));
    return ZeroMQUtils.receiver(
        receives,
        "tcp://127.0.0.1:" + proxy.port(),
        receives == SocketType.SUB ? options.withTopics(List.of(TOPIC)) : options,
        Flooding::decode,
        StorageLevel.MEMORY_AND_DISK);
  }

  @Override
  public List<Integer> produce(int n) {
    List<Integer> numbers = Flooding.numbers(produced, n);
    produced += n;
    numbers.forEach(number -> send(Flooding.message(number)));
    return numbers;
  }

  private void send(byte[] message) {
    if (receives == SocketType.SUB) {
      feeder.send(TOPIC, message);
    } else {
      feeder.send(message);
    }
  }

  @Override
  public void produceUndecodable() {
    send(Flooding.undecodable());
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
  public long sent() {
    return proxy.sent() / Flooding.BYTES;
  }

  @Override
  public int connections() {
    return proxy.connections();
  }

  @Override
  public List<String> secrets() {
    return List.of(CLIENT.secretKey);
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    feeder.close();
  }
}
