package dev.sluice.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/**
 * What tests of the page share: a browser, and after each test the question whether the page asked
 * other hosts for anything, or the browser complained of it. Confined to one test at a time.
 */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageTest {
  static final List<String> VIEWS =
      List.of("overview", "receivers", "batches", "program", "storage", "guarantees");

  private Browser started;

  @BeforeAll
  void startBrowser() {
    started = Browser.start();
  }

  @BeforeEach
  void forgetOtherTests() {
    started.open("about:blank");
    started.width(Browser.DESKTOP);
    started.preferNothing();
    started.requests();
    started.complaints();
  }

  @AfterEach
  void the_page_keeps_to_itself_and_the_browser_does_not_complain() {
    assertThat(started.requests())
        .allMatch(address -> address.matches("(http://127\\.0\\.0\\.1:\\d+/|data:|about:).*"));
    assertThat(started.complaints()).filteredOn(complaint -> !expected(complaint)).isEmpty();
  }

  @AfterAll
  void closeBrowser() {
    started.close();
  }

  final Browser browser() {
    return started;
  }

  /** Whether a complaint is what the test provokes. */
  boolean expected(String complaint) {
    return false;
  }

  /** Opens a view and waits until it shows what the program says. */
  final void open(String address, String view) {
    started.open("about:blank");
    started.open(address + "/#/" + view);
    started.awaitElement("#live[data-state=LIVE]");
    started.awaitElement(".view h1");
  }
}
