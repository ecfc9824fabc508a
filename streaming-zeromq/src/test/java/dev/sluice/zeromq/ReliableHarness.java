package dev.sluice.zeromq;

import dev.sluice.broker.FreePort;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.testkit.receiver.Behaviour;
import dev.sluice.testkit.receiver.ReceiverHarness;
import dev.sluice.testkit.receiver.TcpProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

/** A reliable sender, and receivers; one side connects to the other through a proxy. */
final class ReliableHarness implements ReceiverHarness<Integer> {
  private static final ZMQ.Curve.KeyPair SERVER = ZMQ.Curve.generateKeyPair();
  private static final ZMQ.Curve.KeyPair CLIENT = ZMQ.Curve.generateKeyPair();

  private final boolean receiverConnects;
  private final Set<Behaviour> behaviours;
  private final int port = FreePort.any();
  private final TcpProxy proxy = new TcpProxy(port);
  private final ReliableSender sender;
  private final BlockingQueue<byte[]> toSend = new LinkedBlockingQueue<>();
  private final Thread sending = new Thread(this::send, "reliable-harness");
  private final List<@Nullable Integer> produced = new ArrayList<>();
  private int numbers;

  ReliableHarness(boolean receiverConnects, Set<Behaviour> behaviours) throws IOException {
    this.receiverConnects = receiverConnects;
    this.behaviours = behaviours;
    this.sender =
        ReliableSender.start(
            "tcp://127.0.0.1:" + (receiverConnects ? port : proxy.port()),
            options(!receiverConnects));
    sending.start();
  }

  private static ZeroMQOptions options(boolean connects) {
    ZeroMQOptions options = connects ? ZeroMQOptions.connect() : ZeroMQOptions.bind();
    ZeroMQOptions soon = options.withReconnect(Duration.ofMillis(20), Duration.ofMillis(200));
    return connects
        ? soon.withCurveClient(SERVER.publicKey, CLIENT.publicKey, CLIENT.secretKey)
        : soon.withCurveServer(SERVER.publicKey, SERVER.secretKey, Set.of(CLIENT.publicKey));
  }

  @Override
  public Set<Behaviour> behaviours() {
    return behaviours;
  }

  @Override
  public Receiver<Integer> newReceiver() {
    return ZeroMQUtils.reliableReceiver(
        "tcp://127.0.0.1:" + (receiverConnects ? proxy.port() : port),
        options(receiverConnects),
        Flooding::decode,
        StorageLevel.MEMORY_AND_DISK);
  }

  @Override
  public List<Integer> produce(int n) {
    List<Integer> next = Flooding.numbers(numbers, n);
    numbers += n;
    produced.addAll(next);
    next.forEach(number -> toSend.add(Flooding.message(number)));
    return next;
  }

  @Override
  public void produceUndecodable() {
    produced.add(null);
    toSend.add(Flooding.undecodable());
  }

  private void send() {
    try {
      while (true) {
        sender.send(toSend.take());
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void cut() throws IOException {
    proxy.cut();
  }

  @Override
  public void restore() {
    proxy.restore();
  }

  /** Messages have the numbers from 1 on, in the order of producing. */
  @Override
  public List<Integer> acknowledged() {
    int count = Math.toIntExact(sender.acknowledged());
    return produced.subList(0, count).stream().filter(Objects::nonNull).toList();
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
    return List.of(CLIENT.secretKey, SERVER.secretKey);
  }

  @Override
  public void close() throws IOException {
    sending.interrupt();
    try {
      sending.join();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
    sender.close();
    proxy.close();
  }
}
