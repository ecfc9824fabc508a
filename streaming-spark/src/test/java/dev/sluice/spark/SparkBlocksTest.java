package dev.sluice.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.RDDBlockId;
import org.junit.jupiter.api.Test;

class SparkBlocksTest {
  private static final long NOW_MS = 1_795_000_000_000L;
  private static final int EPOCH_BITS = 44;

  @Test
  void blocks_of_all_launches_and_times_have_ids_of_their_own() {
    Set<RDDBlockId> ids = new HashSet<>();
    int made = 0;
    for (int stream = 0; stream < 4; stream++) {
      for (long epoch = 0; epoch < 16; epoch++) {
        for (int i = 0; i < 500; i++) {
          long number = (epoch << EPOCH_BITS) + NOW_MS + i;
          ids.add(SparkBlocks.sparkId("engine/input-" + stream, number));
          made++;
        }
      }
    }
    assertThat(ids).hasSize(made);
  }

  @Test
  void ids_are_above_those_of_datasets_and_are_read_back_from_their_names() {
    RDDBlockId id = SparkBlocks.sparkId("engine/input-0", (3L << EPOCH_BITS) + NOW_MS);

    assertThat(id.rddId()).isGreaterThanOrEqualTo(1 << 30);
    assertThat(id.splitIndex()).isNotNegative();
    assertThat(BlockId.apply(id.name())).isEqualTo(id);
  }
}
