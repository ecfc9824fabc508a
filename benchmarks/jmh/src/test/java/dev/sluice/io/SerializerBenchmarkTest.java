package dev.sluice.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SerializerBenchmarkTest {
  @Test
  void what_is_read_is_what_was_written() {
    SerializerBenchmark benchmark = new SerializerBenchmark();

    assertThat(benchmark.write().remaining()).isPositive();
    assertThat(benchmark.read()).isEqualTo(10_000L * 9_999 / 2);
  }
}
