package dev.sluice.flume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the receiver answers to calls. */
class AgentCallsTest extends Listening {
  private static final byte[] PLAIN = HexFormat.of().parseHex("30da54059df72d9584b867d5202e2069");
  private static final byte[] UNKNOWN = new byte[16];

  @Test
  void one_event_or_several_can_be_sent_with_a_call() throws Exception {
    start();
    try (AvroClient client = AvroClient.connect(port())) {
      assertThat(client.appendBatch(SOME)).isEqualTo(AvroClient.OK);
      client.send(client.call("append", List.of(Events.of("single"))));
      assertThat(client.status(client.receive())).isEqualTo(AvroClient.OK);
      assertThat(client.appendBatch(List.of())).isEqualTo(AvroClient.OK);
    }
    program().awaitReceived(4);
    assertThat(program().received()).startsWith(SOME.toArray(FlumeEvent[]::new)).hasSize(4);
  }

  @Test
  void a_client_that_knows_our_text_of_the_protocol_is_understood_at_once() throws Exception {
    start();
    try (AvroClient client = AvroClient.connect(port())) {
      client.send(AvroClient.handshake(PLAIN, AvroClient.FLUME, null).writeLong(0).writeText(""));

      AvroInput answer = client.receive();

      assertThat(answer.readLong()).as("match").isZero();
    }
  }

  @Test
  void a_client_whose_text_has_other_remarks_is_understood_if_it_takes_ours_to_be_the_same()
      throws Exception {
    start();
    byte[] own = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    try (AvroClient client = AvroClient.connect(port())) {
      client.send(AvroClient.handshake(own, own, null).writeLong(0).writeText(""));

      assertThat(client.receive().readLong()).as("match").isZero();
    }
  }

  @Test
  void a_client_that_is_not_known_is_told_our_text_and_asked_for_its_own() throws Exception {
    start();
    byte[] own = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    try (AvroClient client = AvroClient.connect(port())) {
      client.send(AvroClient.handshake(own, UNKNOWN, null).writeLong(0).writeText(""));
      AvroInput none = client.receive();
      assertThat(none.readLong()).as("match").isEqualTo(2);
      assertThat(none.readLong()).as("has a text").isEqualTo(1);
      assertThat(none.readText()).contains("\"AvroSourceProtocol\"");
      assertThat(none.readLong()).as("has a hash").isEqualTo(1);
      assertThat(none.readFixed(16)).isEqualTo(PLAIN);
      assertThat(none.readLong()).as("has meta").isZero();

      client.send(AvroClient.handshake(own, PLAIN, "{}").writeLong(0).writeText(""));
      assertThat(client.receive().readLong()).as("match").isZero();
      client.setShaken();
      assertThat(client.appendBatch(SOME)).isEqualTo(AvroClient.OK);
    }
  }

  @Test
  void an_unknown_message_is_answered_with_an_error_and_the_connection_goes_on() throws Exception {
    start();
    try (AvroClient client = AvroClient.connect(port())) {
      assertThat(client.appendBatch(SOME)).isEqualTo(AvroClient.OK);
      client.send(client.call("remove", List.of()));
      AvroInput answer = client.receive();
      answer.skipMeta();
      assertThat(answer.readFixed(1)).containsExactly(1);
      assertThat(answer.readLong()).as("kind of error").isZero();
      assertThat(answer.readText()).contains("unknown message");
      assertThat(client.appendBatch(SOME)).isEqualTo(AvroClient.OK);
    }
  }

  @Test
  void large_bodies_and_many_headers_come_as_they_were_sent() throws Exception {
    start();
    byte[] body = new byte[3 << 20];
    new Random(1).nextBytes(body);
    FlumeEvent large = FlumeEvent.of(Map.of("ключ", "значение", "", "empty name"), body);
    try (AvroClient client = AvroClient.connect(port())) {
      assertThat(client.appendBatch(List.of(large))).isEqualTo(AvroClient.OK);
    }
    program().awaitReceived(1);
    assertThat(program().received()).containsExactly(large);
  }
}
