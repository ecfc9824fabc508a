package dev.sluice.rules;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FloorsTest {
  private final JavaClasses house = new CodeRules("dev.sluice.house") {}.all();

  @Test
  void a_package_may_know_one_on_a_lower_floor() {
    Floors floors = new Floors("dev.sluice.house", Map.of("cellar", 1, "attic", 2));

    assertThatCode(() -> floors.rule().check(house)).doesNotThrowAnyException();
  }

  @Test
  void a_package_must_not_know_one_on_the_same_floor() {
    Floors floors = new Floors("dev.sluice.house", Map.of("cellar", 1, "attic", 1));

    assertThatThrownBy(() -> floors.rule().check(house))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Owner")
        .hasMessageContaining("Stock");
  }

  @Test
  void each_package_is_on_a_floor() {
    Floors floors = new Floors("dev.sluice.house", Map.of("attic", 2));

    assertThatThrownBy(() -> floors.rule().check(house))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Stock is on no floor");
  }
}
