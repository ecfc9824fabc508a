package dev.sluice.kinesis.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What tests have the peer do; what clients do is tested by those of the connector. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KinesisPeerTest {
  private KinesisPeer peer;

  @BeforeAll
  void start() throws IOException {
    peer = KinesisPeer.start();
  }

  @AfterAll
  void close() throws IOException {
    peer.close();
  }

  private static KinesisPeer.Entry entry(String text) {
    ByteBuffer data = StandardCharsets.UTF_8.encode(text);
    return new KinesisPeer.Entry(text, data);
  }

  @Test
  void a_stream_can_be_split_and_merged() throws Exception {
    peer.create("resharded", 2);

    peer.split("resharded", "shardId-000000000000");
    peer.merge("resharded", "shardId-000000000003", "shardId-000000000001");

    assertThat(peer.shards("resharded"))
        .containsExactly("shardId-000000000002", "shardId-000000000004");
  }

  @Test
  void only_neighbours_can_be_merged() throws Exception {
    peer.create("apart", 3);

    assertThatThrownBy(() -> peer.merge("apart", "shardId-000000000000", "shardId-000000000002"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not adjacent");
  }

  @Test
  void a_new_application_has_a_free_lease_for_each_shard_and_no_checkpoint() throws Exception {
    peer.create("new", 2);
    peer.put("new", List.of(entry("a"), entry("b"), entry("c")));

    peer.prepare("application", "new");

    assertThat(peer.leases("application"))
        .containsExactly(
            new KinesisPeer.Lease("shardId-000000000000", "TRIM_HORIZON", 0, ""),
            new KinesisPeer.Lease("shardId-000000000001", "TRIM_HORIZON", 0, ""));
    assertThat(peer.checkpointed("application", "new")).isZero();
    assertThat(peer.sent()).isZero();
  }

  @Test
  void what_is_not_there_is_an_error() {
    assertThatThrownBy(() -> peer.put("missing", List.of(entry("a"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Stream missing not found");
  }
}
