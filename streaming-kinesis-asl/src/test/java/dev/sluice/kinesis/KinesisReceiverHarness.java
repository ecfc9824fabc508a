package dev.sluice.kinesis;

import dev.sluice.kinesis.peer.KinesisPeer;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.testkit.receiver.Behaviour;
import dev.sluice.testkit.receiver.ReceiverHarness;
import dev.sluice.testkit.receiver.TcpProxy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/**
 * A stream of one shard, and receivers of one application that reach Kinesis and DynamoDB through
 * proxies.
 */
final class KinesisReceiverHarness implements ReceiverHarness<Integer> {
  private static final int RECORDS_A_READ = 500;

  private final TestPeer peer;
  private final String stream;
  private final TcpProxy kinesis;
  private final TcpProxy dynamoDb;
  private final List<Integer> produced = new ArrayList<>();
  private final long sentBefore;

  KinesisReceiverHarness(TestPeer peer) throws IOException {
    this.peer = peer;
    this.stream = peer.newStream(1);
    this.kinesis = new TcpProxy(peer.peer().kinesis().getPort());
    this.dynamoDb = new TcpProxy(peer.peer().dynamoDb().getPort());
    this.sentBefore = peer.peer().sent();
  }

  @Override
  public Set<Behaviour> behaviours() {
    return EnumSet.allOf(Behaviour.class);
  }

  @Override
  public Receiver<Integer> newReceiver() {
    return TestPeer.builder(stream, TestPeer.through(kinesis), TestPeer.through(dynamoDb))
        .storageLevel(StorageLevel.MEMORY_AND_DISK)
        .maxRecordsPerRead(RECORDS_A_READ)
        .receiver(Duration.ofSeconds(1), KinesisReceiverHarness::number);
  }

  private static Integer number(KinesisClientRecord record) {
    return Integer.valueOf(StandardCharsets.UTF_8.decode(record.data().duplicate()).toString());
  }

  @Override
  public List<Integer> produce(int n) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    List<KinesisPeer.Entry> records = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int number = produced.size();
      produced.add(number);
      numbers.add(number);
      records.add(new KinesisPeer.Entry("key", utf8(Integer.toString(number))));
    }
    peer.peer().put(stream, records);
    return numbers;
  }

  private static ByteBuffer utf8(String text) {
    return StandardCharsets.UTF_8.encode(text);
  }

  @Override
  public void produceUndecodable() throws IOException {
    produced.add(null);
    peer.put(stream, "key", utf8("seven"));
  }

  @Override
  public void cut() throws IOException {
    kinesis.cut();
    dynamoDb.cut();
  }

  @Override
  public void restore() {
    kinesis.restore();
    dynamoDb.restore();
  }

  /** All up to the record that is checkpointed. */
  @Override
  public List<Integer> acknowledged() throws IOException {
    int checkpointed = peer.checkpointed(stream);
    return produced.subList(0, checkpointed).stream().filter(Objects::nonNull).toList();
  }

  @Override
  public long sent() throws IOException {
    return peer.peer().sent() - sentBefore;
  }

  @Override
  public int connections() {
    return kinesis.connections() + dynamoDb.connections();
  }

  @Override
  public List<String> secrets() {
    return List.of(TestPeer.SECRET);
  }

  @Override
  public void close() throws IOException {
    kinesis.close();
    dynamoDb.close();
  }
}
