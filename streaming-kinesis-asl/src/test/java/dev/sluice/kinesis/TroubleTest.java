package dev.sluice.kinesis;

import static dev.sluice.kinesis.Programs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.kinesis.Programs.Gate;
import dev.sluice.kinesis.peer.KinesisPeer;
import dev.sluice.testkit.receiver.TcpProxy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/** Workers that vanish, services that refuse or cannot be reached. */
@ExtendWith(PeerExtension.class)
class TroubleTest {
  private final TestPeer peer;

  TroubleTest(TestPeer peer) {
    this.peer = peer;
  }

  @Test
  void another_worker_takes_the_shards_of_one_that_vanished() throws Exception {
    String stream = peer.newStream(2);
    List<String> lines = Programs.lines("line", 200);
    try (TcpProxy kinesis = new TcpProxy(peer.peer().kinesis().getPort());
        TcpProxy dynamoDb = new TcpProxy(peer.peer().dynamoDb().getPort());
        Programs vanishing =
            Programs.start(
                Map.of(),
                ssc ->
                    Programs.texts(
                        ssc,
                        TestPeer.builder(
                            stream, TestPeer.through(kinesis), TestPeer.through(dynamoDb))),
                Gate.OPEN)) {
      peer.put(stream, lines.subList(0, 100));
      eventually(() -> peer.checkpointed(stream) == 100);
      kinesis.cut();
      dynamoDb.cut();
      peer.put(stream, lines.subList(100, 200));

      try (Programs other = Programs.ofTexts(peer, stream)) {
        eventually(() -> other.received().size() >= 100);
        eventually(() -> peer.checkpointed(stream) == 200);

        assertThat(new HashSet<>(other.received())).hasSameElementsAs(lines.subList(100, 200));
        assertThat(vanishing.received()).hasSameElementsAs(lines.subList(0, 100));
      }
    }
  }

  @Test
  void a_stream_that_is_not_there_is_reported_and_received_from_once_it_is() throws Exception {
    String stream = peer.newName("later");
    try (Programs program = Programs.ofTexts(peer, stream)) {
      eventually(() -> !program.errors().isEmpty());
      assertThat(program.errors())
          .first()
          .asString()
          .contains(
              "the Kinesis stream " + stream + " in us-east-1 at http://127",
              "ResourceNotFoundException");

      peer.peer().create(stream, 1, stream);
      peer.put(stream, List.of("text"));

      eventually(() -> program.received().equals(List.of("text")));
    }
  }

  @Test
  void credentials_that_are_refused_are_reported_and_not_shown() throws Exception {
    String stream = peer.newStream(1);
    KinesisCredentials wrong =
        KinesisCredentials.builder().basicCredentials("WRONGKEY", TestPeer.SECRET).build();

    try (Programs program =
        Programs.start(
            Map.of(),
            ssc -> Programs.texts(ssc, peer.builder(stream).kinesisCredentials(wrong)),
            Gate.OPEN)) {
      eventually(() -> !program.errors().isEmpty());

      assertThat(program.errors())
          .first()
          .asString()
          .contains("the Kinesis stream " + stream, "UnrecognizedClientException");
      assertThat(program.errors()).noneMatch(text -> text.contains(TestPeer.SECRET));
    }
  }

  @Test
  void a_role_is_assumed_by_the_access_key() throws Exception {
    String stream = peer.newStream(1);
    peer.put(stream, List.of("text"));
    KinesisCredentials role =
        KinesisCredentials.builder()
            .basicCredentials(KinesisPeer.accessKeyId(), TestPeer.SECRET)
            .stsCredentials("arn:aws:iam::000000000000:role/reader", "session", "external")
            .build();
    System.setProperty("aws.endpointUrlSts", peer.peer().kinesis().toString());

    try (Programs program =
        Programs.start(
            Map.of(),
            ssc -> Programs.texts(ssc, peer.builder(stream).kinesisCredentials(role)),
            Gate.OPEN)) {
      eventually(() -> program.received().equals(List.of("text")));
    } finally {
      System.clearProperty("aws.endpointUrlSts");
    }
  }

  @Test
  void a_kinesis_that_cannot_be_reached_any_more_is_reported_and_received_from_once_it_can()
      throws Exception {
    String stream = peer.newStream(1);
    peer.put(stream, List.of("before"));
    try (TcpProxy kinesis = new TcpProxy(peer.peer().kinesis().getPort());
        Programs program =
            Programs.start(
                Map.of(),
                ssc ->
                    Programs.texts(
                        ssc,
                        TestPeer.builder(
                            stream, TestPeer.through(kinesis), peer.peer().dynamoDb())),
                Gate.OPEN)) {
      eventually(() -> program.received().equals(List.of("before")));
      kinesis.cut();
      peer.put(stream, List.of("meanwhile"));

      eventually(() -> !program.errors().isEmpty());
      kinesis.restore();

      eventually(() -> program.received().equals(List.of("before", "meanwhile")));
      assertThat(program.errors()).first().asString().contains("heard nothing from Kinesis for 1");
    }
  }

  @Test
  void nothing_reads_on_after_a_stop_that_a_handler_holds_up() throws Exception {
    String stream = peer.newStream(1);
    peer.put(stream, List.of("slow"));
    try (Programs program =
        Programs.start(
            Map.of(),
            ssc -> peer.builder(stream).streamingContext(ssc).buildWithMessageHandler(Held::handle),
            Gate.OPEN)) {
      Held.BEGUN.await();

      // Waits for the handler as long as the failover time.
      program.stop();

      eventually(() -> readers().isEmpty());
    } finally {
      Held.RELEASED.release();
    }
  }

  /** The threads that read shards. */
  private static List<String> readers() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("prefetch-cache-"))
        .toList();
  }

  /** A handler that goes on when it is interrupted. */
  private static final class Held {
    static final CountDownLatch BEGUN = new CountDownLatch(1);
    static final Semaphore RELEASED = new Semaphore(0);

    private Held() {}

    static String handle(KinesisClientRecord record) {
      BEGUN.countDown();
      RELEASED.acquireUninterruptibly();
      return Programs.text(record);
    }
  }
}
