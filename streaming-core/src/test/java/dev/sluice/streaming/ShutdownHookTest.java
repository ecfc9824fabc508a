package dev.sluice.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ShutdownHookTest {
  @Test
  void a_hook_that_is_removed_does_not_run() {
    AtomicBoolean ran = new AtomicBoolean();
    ShutdownHook hook = ShutdownHook.install(() -> ran.set(true), Duration.ZERO);
    hook.remove();
    hook.remove();
    assertThat(ran).isFalse();
  }
}
