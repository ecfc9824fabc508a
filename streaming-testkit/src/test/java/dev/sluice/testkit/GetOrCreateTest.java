package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.function.Function0;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import dev.sluice.time.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code getOrCreate} and {@code fromCheckpoint} make of what they find. */
class GetOrCreateTest {
  private static final int VERSION_AT = 8;
  private static final int CHECKPOINT_CHECKSUM_AT = 12;
  private static final int LEDGER_CHECKSUM_AT = 60;
  private static final int NEWER = 99;

  @TempDir Path root;
  private Path kept;

  @BeforeEach
  void choosePlace() {
    kept = root.resolve("kept");
  }

  private static StreamingConf conf() {
    return new StreamingConf().setMaster("local[1]").setAppName("test");
  }

  private static StreamingContext context(StreamingConf conf) {
    StreamingContext context = new StreamingContext(conf, Durations.seconds(1), new ManualClock());
    context.sourceStream(new ListSource<>(List.of(), 1, Durations.seconds(1))).print();
    return context;
  }

  /** A factory that a checkpoint can name. */
  public static final class Factory implements Function0<StreamingContext> {
    private static final long serialVersionUID = 1L;

    /** Makes nothing yet. */
    public Factory() {}

    @Override
    public StreamingContext call() {
      return context(conf());
    }
  }

  private StreamingContext getOrCreate(Function0<StreamingContext> factory) {
    return StreamingContext.getOrCreate(kept.toString(), factory);
  }

  private void runOnce(Function0<StreamingContext> factory) {
    try (StreamingContext context = getOrCreate(factory)) {
      context.start();
    }
  }

  private List<Path> checkpoints() throws IOException {
    return files("checkpoint");
  }

  private List<Path> files(String part) throws IOException {
    try (Stream<Path> files = Files.list(kept.resolve(part))) {
      return files.toList();
    }
  }

  private void damage() throws IOException {
    for (Path file : checkpoints()) {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
    }
  }

  private void makeNewer(String part, int checksumAt) throws IOException {
    for (Path file : files(part)) {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).putInt(VERSION_AT, NEWER);
      CRC32C checksum = new CRC32C();
      checksum.update(bytes.duplicate().limit(checksumAt));
      bytes.putInt(checksumAt, (int) checksum.getValue());
      Files.write(file, bytes.array());
    }
  }

  @Test
  void a_missing_and_an_empty_directory_begin_anew() throws IOException {
    runOnce(() -> context(conf()));
    assertThat(checkpoints()).hasSize(1);

    kept = Files.createDirectory(root.resolve("empty"));
    runOnce(() -> context(conf()));
    assertThat(checkpoints()).hasSize(1);
  }

  @Test
  void nothing_is_recreated_where_there_is_no_checkpoint() {
    assertThatThrownBy(() -> StreamingContext.fromCheckpoint(kept.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found no checkpoint in " + kept);
  }

  @Test
  void damaged_checkpoints_are_an_error() throws IOException {
    runOnce(new Factory());
    damage();

    assertThatThrownBy(() -> getOrCreate(new Factory()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Cannot go on from " + kept)
        .hasMessageContaining("none of 1 checkpoints can be read");
    assertThatThrownBy(() -> StreamingContext.fromCheckpoint(kept.toString()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none of 1 checkpoints can be read");
  }

  @Test
  void damaged_checkpoints_are_set_aside_if_the_program_may_begin_anew() throws IOException {
    for (int time = 1; time <= 2; time++) {
      runOnce(new Factory());
      damage();
      try (StreamingContext context =
          StreamingContext.getOrCreate(kept.toString(), new Factory(), true)) {
        context.start();
      }
      assertThat(root.resolve("kept.unreadable-" + time)).isDirectoryContaining("glob:**/ledger");
      assertThat(checkpoints()).hasSize(1);
    }
  }

  @Test
  void a_newer_format_is_an_error_and_says_so() throws IOException {
    runOnce(new Factory());
    makeNewer("checkpoint", CHECKPOINT_CHECKSUM_AT);

    for (boolean createOnError : List.of(false, true)) {
      assertThatNothingBegins(createOnError);
    }
    assertThat(checkpoints()).hasSize(1);
  }

  @Test
  void a_ledger_of_a_newer_format_is_not_set_aside() throws IOException {
    runOnce(new Factory());
    makeNewer("ledger", LEDGER_CHECKSUM_AT);

    assertThatNothingBegins(true);
  }

  private void assertThatNothingBegins(boolean createOnError) {
    assertThatThrownBy(
            () -> StreamingContext.getOrCreate(kept.toString(), new Factory(), createOnError))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Cannot go on from " + kept)
        .hasMessageContaining("a later version of Sluice wrote it, found format version " + NEWER);
    assertThat(root.resolve("kept.unreadable-1")).doesNotExist();
  }

  @Test
  void a_public_factory_is_recorded_and_makes_the_program_again() {
    runOnce(new Factory());

    try (StreamingContext context = StreamingContext.fromCheckpoint(kept.toString())) {
      context.start();
    }
    try (StreamingContext again = StreamingContext.fromCheckpoint(kept.toString())) {
      assertThat(again.batchInterval()).isEqualTo(Durations.seconds(1));
    }
  }

  @Test
  void a_lambda_cannot_make_the_program_again() {
    runOnce(() -> context(conf()));

    assertThatThrownBy(() -> StreamingContext.fromCheckpoint(kept.toString()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the checkpoint names none")
        .hasMessageContaining("expected a public class");
  }

  @Test
  @SuppressWarnings("NullAway") // the mistake that is tested
  void a_factory_that_makes_nothing_is_an_error() {
    assertThatThrownBy(() -> getOrCreate(() -> null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the factory returned null");
  }

  @Test
  void a_factory_that_starts_the_context_is_an_error() {
    try (StreamingContext started = context(conf())) {
      started.start();
      assertThatThrownBy(() -> getOrCreate(() -> started))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the context was started");
    }
  }

  @Test
  void a_context_with_another_directory_is_an_error() {
    try (StreamingContext context = context(conf())) {
      context.checkpoint(root.resolve("other").toString());
      assertThatThrownBy(() -> getOrCreate(() -> context))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another checkpoint directory, found " + root.resolve("other"));
    }
  }

  @Test
  void a_context_with_the_same_directory_is_fine() {
    Function0<StreamingContext> factory =
        () -> {
          StreamingContext context = context(conf());
          context.checkpoint(kept.resolve("..").resolve("kept").toString());
          return context;
        };
    runOnce(factory);
    runOnce(factory);
  }

  @Test
  void a_directory_in_use_is_an_error_that_names_the_holder() {
    try (StreamingContext holder = getOrCreate(() -> context(conf().setAppName("the first")))) {
      holder.start();

      for (boolean createOnError : List.of(false, true)) {
        assertThatThrownBy(
                () -> {
                  try (StreamingContext second =
                      StreamingContext.getOrCreate(kept.toString(), new Factory(), createOnError)) {
                    second.start();
                  }
                })
            .hasMessageContaining("the first, process " + ProcessHandle.current().pid());
      }
    }
    assertThat(root.resolve("kept.unreadable-1")).doesNotExist();
  }

  @Test
  void a_file_in_the_place_of_the_directory_is_an_error() throws IOException {
    Files.createFile(kept);

    assertThatThrownBy(() -> runOnce(new Factory()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(kept.toString());
  }

  @Test
  void a_storage_that_cannot_be_written_is_an_error() {
    CrashingStorage readOnly = new CrashingStorage(1);
    readOnly.makeReadOnly();
    try (StreamingContext context = context(conf())) {
      context.checkpoint(readOnly);
      assertThatThrownBy(context::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("read-only");
    }
  }

  @Test
  void a_log_of_received_data_needs_a_checkpoint_directory() {
    try (StreamingContext context =
        context(conf().set("streaming.receiver.writeAheadLog.enable", "true"))) {
      assertThatThrownBy(context::start)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no checkpoint directory");
    }
  }

  @Test
  void settings_are_those_of_the_program_that_starts() {
    runOnce(() -> context(conf().set("streaming.checkpoint.kept", "3")));

    try (StreamingContext second =
        getOrCreate(() -> context(conf().setMaster("local[3]").setAppName("renamed")))) {
      second.start();
      assertThat(second.conf().get("streaming.master")).contains("local[3]");
      assertThat(second.conf().get("streaming.appName")).contains("renamed");
    }
  }
}
