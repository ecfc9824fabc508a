package dev.sluice.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlockGeneratorBenchmarkTest {
  @Test
  void what_is_added_is_pushed() {
    BlockGeneratorBenchmark benchmark = new BlockGeneratorBenchmark();
    benchmark.start();

    benchmark.add();
    benchmark.stop();

    assertThat(benchmark.pushed()).isEqualTo(BlockGeneratorBenchmark.RECORDS);
  }
}
