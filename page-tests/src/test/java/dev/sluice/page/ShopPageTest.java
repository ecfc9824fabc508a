package dev.sluice.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A larger program: several streams, state, a window, checkpoints. */
class ShopPageTest extends PageTest {
  @TempDir static Path checkpoints;

  private RunningProgram program;
  private String address;

  @BeforeAll
  void startProgram() throws Exception {
    program = RunningProgram.start(Shop.class, checkpoints.toString());
    address = program.address();
  }

  @AfterAll
  void endProgram() throws Exception {
    program.close();
  }

  @Test
  void the_program_is_a_picture_with_names_records_and_sizes_of_states() {
    open(address, "program");

    browser().awaitText(".canvas", "visits\\s+[\\d,.]+ records");
    browser().awaitText(".canvas", "mapWithState\\s+sold in all\\s+.*10 keys");
    browser().awaitText(".canvas", "trending");
    assertThat(browser().count(".node[data-role=STATE]")).isPositive();
    assertThat(browser().count(".node[data-role=WINDOW]")).isPositive();
    assertThat(browser().count(".node[data-role=OUTPUT]")).isEqualTo(2);
  }

  @Test
  void no_part_of_the_picture_hides_another_and_all_flows_downwards() {
    for (int width : new int[] {Browser.DESKTOP, Browser.PHONE}) {
      browser().width(width);
      open(address, "program");
      browser().awaitElement(".node");

      assertThat(overlaps()).isEmpty();
      assertThat(upwards()).isEqualTo(0L);
    }
  }

  private List<?> overlaps() {
    return (List<?>)
        browser()
            .script(
                """
                const nodes = [...document.querySelectorAll(".node")];
                const boxes = nodes.map((one) => one.getBoundingClientRect());
                const meet = (a, b) =>
                  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
                const names = (i) => nodes.filter((_, j) => j > i && meet(boxes[i], boxes[j]));
                return nodes.flatMap((one, i) =>
                  names(i).map((other) => `${one.innerText} and ${other.innerText}`));
                """);
  }

  /** How many edges end above where they begin. */
  private Object upwards() {
    return browser()
        .script(
            """
            const at = (path, length) => path.getPointAtLength(length).y;
            return [...document.querySelectorAll(".lines > path")]
              .filter((path) => at(path, path.getTotalLength()) <= at(path, 0))
              .length;
            """);
  }

  @Test
  void storage_tells_of_checkpoints_and_states() {
    open(address, "storage");

    browser().awaitText(".view", "Place\\s+.*" + checkpoints.getFileName());
    browser().awaitText(".view", "Newest\\s+\\S+ m?s ago");
    browser().awaitText(".view", "Ledger\\s+\\d+\\s+[\\d.]+ [KMG]?i?B");
    browser().awaitText(".view", "sold in all\\s+mapWithState\\s+10");
    browser().click("a[href*=node]");
    browser().awaitText(".details", "^sold in all");
  }

  @Test
  void each_stream_has_a_line_of_its_own_and_a_receiver() {
    open(address, "overview");
    browser().awaitText("#input-rate .legend", "visits[\\s\\S]*orders");

    browser().click("#views a[href='#/receivers']");

    browser().eventually(() -> assertThat(browser().count(".receiver .tag.good")).isEqualTo(2));
    browser().awaitText(".receiver", "Rate\\s+[\\d,.]+K? records/s");
  }
}
