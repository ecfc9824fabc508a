package dev.sluice.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every view on a desk and on a phone, by day and by night. */
class AppearanceTest extends PageTest {
  private RunningProgram program;
  private String address;

  @BeforeAll
  void startProgram() throws Exception {
    program = RunningProgram.start(FailingProgram.class);
    address = program.address();
  }

  @AfterAll
  void endProgram() throws Exception {
    program.close();
  }

  static Stream<Arguments> looks() {
    return Stream.of("light", "dark")
        .flatMap(
            scheme ->
                Stream.of(Browser.PHONE, Browser.DESKTOP)
                    .flatMap(
                        width -> VIEWS.stream().map(view -> Arguments.of(view, width, scheme))));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void a_view_can_be_read(String view, int width, String scheme) {
    browser().width(width);
    browser().prefer("prefers-color-scheme", scheme);
    open(address, view);
    browser().awaitText("#views .badge", "^[1-9]");

    browser().eventually(() -> assertThat(Rules.brokenBy(browser())).isEmpty());
    assertThat(browser().count("h1")).isOne();
    assertThat(ground()).allMatch(part -> scheme.equals("dark") ? part < 60 : part > 200);
  }

  /** Red, green and blue of what is behind all. */
  private List<Long> ground() {
    List<?> parts =
        (List<?>)
            browser()
                .script(
                    "return getComputedStyle(document.documentElement).backgroundColor"
                        + ".match(/\\d+/g).map(Number)");
    return parts.stream().map(Long.class::cast).toList();
  }

  @Test
  void nothing_moves_where_that_is_preferred() {
    browser().prefer("prefers-reduced-motion", "reduce");
    open(address, "overview");

    assertThat(browser().script("return document.getAnimations().length")).isEqualTo(0L);
  }
}
