package dev.sluice.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Takes a picture of each view, into {@code target/pictures} or the directory of {@code
 * -Dsluice.screenshots}, for which the program runs longer.
 */
class ScreenshotsTest extends PageTest {
  private static final String WANTED = System.getProperty("sluice.screenshots", "");
  private static final Path DIRECTORY = Path.of(WANTED.isEmpty() ? "target/pictures" : WANTED);
  private static final int BATCHES = WANTED.isEmpty() ? 5 : 200;
  private static final long LEAST_BYTES = 8_000;

  @TempDir static Path checkpoints;

  private RunningProgram program;
  private RunningProgram failing;
  private String address;

  @BeforeAll
  void startPrograms() throws Exception {
    program = RunningProgram.start(Shop.class, checkpoints.toString());
    failing = RunningProgram.start(FailingProgram.class);
    address = program.address();
    browser().open(address);
    browser().eventually(() -> assertThat(done()).isGreaterThanOrEqualTo(BATCHES));
  }

  private long done() {
    return (Long)
        browser()
            .script(
                """
                return [...document.querySelectorAll("dt")]
                  .filter((one) => one.innerText === "Batches done")
                  .reduce((sum, one) => sum + Number(one.nextSibling.firstChild.nodeValue.replaceAll(",", "")), 0);
                """);
  }

  @AfterAll
  void endPrograms() throws Exception {
    program.close();
    failing.close();
  }

  @ParameterizedTest
  @FieldSource("VIEWS")
  void a_view(String view) throws Exception {
    open(address, view);
    browser().awaitElement(".view > :nth-child(2)");
    if (view.equals("storage")) {
      browser().awaitText(".view", "Ledger");
    }

    picture(view);
  }

  @Test
  void the_overview_by_night_on_a_phone() throws Exception {
    browser().width(Browser.PHONE);
    browser().prefer("prefers-color-scheme", "dark");
    open(address, "overview");
    browser().awaitElement("#verdict");

    picture("phone");
  }

  @Test
  void a_batch_that_failed() throws Exception {
    open(failing.address(), "batches?status=FAILED");
    browser().click(".rows tbody a");
    browser().awaitElement(".stack");

    picture("failed-batch");
  }

  private void picture(String name) throws IOException {
    Path file = DIRECTORY.resolve("ui-" + name + ".png");
    browser().picture(file);
    assertThat(file.toFile().length()).isGreaterThan(LEAST_BYTES);
  }
}
