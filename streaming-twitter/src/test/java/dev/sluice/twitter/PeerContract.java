package dev.sluice.twitter;

import dev.sluice.testkit.receiver.Behaviour;
import dev.sluice.testkit.receiver.ReceiverContract;
import dev.sluice.testkit.receiver.ReceiverHarness;
import dev.sluice.twitter.peer.TwitterPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What is the same for all kinds of streams, with a peer that their rules share. */
abstract class PeerContract extends ReceiverContract<Long> {
  private final Set<Behaviour> behaviours =
      EnumSet.of(
          Behaviour.ORDERED,
          Behaviour.FLOW_CONTROLLED,
          Behaviour.COUNTS_CONNECTIONS,
          Behaviour.UNDECODABLE,
          Behaviour.SECRET);
  private final int bytesOfPost;
  private TwitterPeer peer;

  /**
   * A suite.
   *
   * @param bytesOfPost how many bytes each post is in the least
   * @param more what this kind does that others do not
   */
  PeerContract(int bytesOfPost, Behaviour... more) {
    this.bytesOfPost = bytesOfPost;
    behaviours.addAll(Set.of(more));
  }

  /** The stream. */
  abstract TwitterOptions options(String baseUrl);

  @Override
  protected Duration patience() {
    return Programs.PATIENCE;
  }

  @BeforeAll
  void startPeer() throws IOException {
    peer = TwitterPeer.start();
  }

  @AfterAll
  @Override
  public void report() throws Exception {
    super.report();
    peer.close();
  }

  @Override
  protected ReceiverHarness<Long> newHarness() throws IOException {
    return new PeerHarness(peer, behaviours, bytesOfPost, this::options);
  }
}
