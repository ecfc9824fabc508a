package dev.sluice.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;

class CodeRulesTest {
  private final CodeRules broken = new CodeRules("dev.sluice.broken") {};

  @Test
  void what_deserializes_breaks_a_rule() {
    assertThatThrownBy(broken::java_deserialization_is_never_used)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("dev.sluice.broken.Deserializing");
  }

  @Test
  void what_sleeps_breaks_a_rule() {
    assertThatThrownBy(broken::nothing_sleeps)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("dev.sluice.broken.Sleeping");
  }

  @Test
  void what_is_disabled_or_conditional_breaks_a_rule() {
    assertThatThrownBy(broken::no_test_is_disabled_or_conditional)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("dev.sluice.broken.Switched")
        .hasMessageContaining("dev.sluice.broken.Conditional");
  }

  @Test
  void the_classes_of_tests_can_be_left_out() {
    CodeRules own = new CodeRules("dev.sluice.rules") {};

    assertThat(own.all()).extracting(JavaClass::getName).contains(getClass().getName());
    assertThat(own.main())
        .extracting(JavaClass::getName)
        .contains(CodeRules.class.getName())
        .doesNotContain(getClass().getName());
  }

  @Test
  void what_a_module_depends_on_is_not_looked_at() {
    assertThat(new CodeRules("org.junit") {}.all()).isEmpty();
  }

  @Test
  void a_package_without_classes_is_no_pass() {
    CodeRules misspelt = new CodeRules("dev.sluice.rulez") {};

    assertThatThrownBy(misspelt::nothing_sleeps).isInstanceOf(AssertionError.class);
  }
}
