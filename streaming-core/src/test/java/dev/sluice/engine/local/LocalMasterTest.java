package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalMasterTest {
  @Test
  void reads_every_form() {
    int processors = Runtime.getRuntime().availableProcessors();
    assertThat(LocalMaster.parse("local")).isEqualTo(new LocalMaster(1, 1));
    assertThat(LocalMaster.parse("local[4]")).isEqualTo(new LocalMaster(4, 1));
    assertThat(LocalMaster.parse("local[*]")).isEqualTo(new LocalMaster(processors, 1));
    assertThat(LocalMaster.parse("local[2, 3]")).isEqualTo(new LocalMaster(2, 3));
    assertThat(LocalMaster.parse("local[*,3]")).isEqualTo(new LocalMaster(processors, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "local[]", "local[0]", "local[2,0]", "local[-1]", "local[2", "yarn"})
  void refuses_other_text_and_says_what_is_expected(String master) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LocalMaster.parse(master))
        .withMessageStartingWith("Cannot read the master: found " + master + ", expected local,");
  }
}
