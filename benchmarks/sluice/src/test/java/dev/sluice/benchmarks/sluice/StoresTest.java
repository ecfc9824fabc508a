package dev.sluice.benchmarks.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StoresTest {
  private final Stores stores = new Stores(new String[] {"a", "b", "c"}, 2);

  @Test
  void blocks_cycle_through_the_lines() {
    assertThat(stores.take()).containsExactly("a", "b");
    assertThat(stores.take()).containsExactly("c", "a");
  }

  @Test
  void a_closed_run_is_settled_once_what_was_taken_is_stored() {
    assertThat(stores.take()).isNotNull();
    stores.close();
    assertThat(stores.take()).isNull();
    assertThat(stores.isSettled()).isFalse();

    stores.stored(1);

    assertThat(stores.isSettled()).isTrue();
    assertThat(stores.stored()).isEqualTo(2);
  }

  @Test
  void only_the_stores_that_were_not_forgotten_are_measured() {
    stores.stored(TimeUnit.MILLISECONDS.toNanos(50));
    stores.forget();
    stores.stored(TimeUnit.MILLISECONDS.toNanos(3));

    assertThat(stores.measured()).isEqualTo(1);
    assertThat(stores.quantileMs(0.99)).isEqualTo(3);
  }
}
