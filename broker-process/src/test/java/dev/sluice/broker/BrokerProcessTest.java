package dev.sluice.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerProcessTest {
  private static final BrokerJars JARS = new BrokerJars(FileBroker.class, "lib-of-tests");

  @TempDir Path directory;

  private Path log;

  @BeforeAll
  static void makePlaceForArchives() throws Exception {
    Path classes =
        Path.of(FileBroker.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Files.createDirectories(classes.resolveSibling("lib-of-tests"));
  }

  @BeforeEach
  void chooseLog() {
    log = directory.resolve("log");
  }

  private BrokerProcess start() throws IOException {
    return BrokerProcess.start(JARS, 32, List.of(directory.toString()), log);
  }

  @Test
  void it_serves_until_it_is_stopped_and_then_ends_well() throws Exception {
    BrokerProcess broker = start();
    assertThat(broker.isAlive()).isTrue();
    assertThat(directory.resolve("started")).exists();
    assertThat(directory.resolve("stopped")).doesNotExist();

    broker.stop();
    broker.stop();

    assertThat(broker.isAlive()).isFalse();
    assertThat(directory.resolve("stopped")).exists();
  }

  @Test
  void a_kill_leaves_it_no_time() throws Exception {
    BrokerProcess broker = start();

    broker.kill();
    broker.kill();

    assertThat(broker.handle().isAlive()).isFalse();
    assertThat(directory.resolve("stopped")).doesNotExist();
  }

  @Test
  void what_it_prints_is_in_its_log() throws Exception {
    start().stop();

    assertThat(log).content().contains("not for the one who waits");
  }

  @Test
  void one_that_does_not_start_is_an_error_with_the_end_of_its_log() throws Exception {
    Files.createFile(directory.resolve("started"));

    assertThatThrownBy(this::start)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot start a broker")
        .hasMessageContaining("FileAlreadyExistsException");
  }

  @Test
  void without_the_servers_archives_the_error_names_where_they_should_be() {
    BrokerJars none = new BrokerJars(FileBroker.class, "no-such-broker");

    assertThatThrownBy(() -> BrokerProcess.start(none, 32, List.of(), log))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("found no directory lib or no-such-broker beside");
  }
}
