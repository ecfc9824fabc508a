package dev.sluice.hadoop.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.io.Appender;
import dev.sluice.io.Storage;
import dev.sluice.io.StoredInput;
import dev.sluice.testkit.storage.StorageContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class S3StorageTest extends StorageContract {
  private static final int MIB = 1 << 20;

  private final HadoopPath root = HadoopFiles.path(ObjectStore.directory(), ObjectStore.settings());
  private final Storage storage = new S3Storage(root);

  @Override
  protected Storage storage() {
    return storage;
  }

  private List<String> objects() throws IOException {
    String prefix = root.plain().substring(1) + "/";
    return new S3(root.getFileSystem())
        .list(prefix, "").stream().map(each -> each.key().substring(prefix.length())).toList();
  }

  private static byte[] read(StoredInput input) throws IOException {
    return input.stream(0).readAllBytes();
  }

  private String text(String name) throws IOException {
    try (StoredInput input = storage.open(name)) {
      return new String(read(input), UTF_8);
    }
  }

  private Appender appended(String name, String... appends) throws IOException {
    Appender file = storage.create(name);
    for (String each : appends) {
      file.append(UTF_8.encode(each));
    }
    file.sync();
    return file;
  }

  @Test
  void a_file_that_is_cut_or_deleted_leaves_no_object_of_its_appends() throws IOException {
    appended("log/a", "one", "two").close();
    appended("log/b", "one").close();
    storage.truncate("log/a", 4);
    storage.delete("log/b");

    assertThat(text("log/a")).isEqualTo("onet");
    assertThat(objects()).containsExactly("log/a");
  }

  @Test
  void a_file_of_more_appends_than_a_page_of_a_listing_is_read_whole() throws IOException {
    Configuration settings = ObjectStore.settings();
    settings.setInt("fs.s3a.paging.maximum", 5);
    Storage inPages = HadoopStorage.of(root.toString(), settings);
    String[] appends = "abcdefghijklm".split("", -1);
    appended("a", appends).close();

    try (StoredInput input = inPages.open("a")) {
      assertThat(new String(read(input), UTF_8)).isEqualTo("abcdefghijklm");
    }
    inPages.delete("a");
    assertThat(objects()).isEmpty();
  }

  @Test
  void a_large_file_passes_through_a_temporary_one() throws IOException {
    byte[] bytes = new byte[9 * MIB + 7];
    for (int k = 0; k < bytes.length; k++) {
      bytes[k] = (byte) (k * 31 + k / MIB);
    }

    storage.write("large", ByteBuffer.wrap(bytes));

    try (StoredInput input = storage.open("large")) {
      assertThat(input.size()).isEqualTo(bytes.length);
      assertThat(read(input)).isEqualTo(bytes);
      storage.write("large", ByteBuffer.allocate(1));
      assertThatIOException()
          .isThrownBy(() -> input.read(0, ByteBuffer.allocate(9 * MIB)))
          .withMessageContaining("replaced or deleted meanwhile");
    }
  }

  @Test
  void who_takes_over_ends_files_and_sweeps_what_belongs_to_none() throws IOException {
    S3 s3 = new S3(root.getFileSystem());
    Appender old = appended("log/1.log", "synced");
    S3Names gone = S3Names.of(root.plain().substring(1) + "/", "log/0.log");
    S3Log left = S3Log.make(s3, gone).orElseThrow();
    assertThat(left.append(0, new byte[1])).isTrue();
    s3.delete(gone.head());
    appended("other/1.log", "x").close();

    storage.takeOver("log");

    assertThat(storage.list("log")).containsExactly("log/1.log");
    assertThat(objects()).hasSize(6).noneMatch(key -> key.contains("0.log"));
    assertThatIOException()
        .isThrownBy(() -> old.append(UTF_8.encode("late")))
        .withMessageContaining("Cannot append to log/1.log")
        .withMessageContaining("another process has ended it");
    assertThatIOException().isThrownBy(old::sync).withMessageContaining("has failed before");
    old.close();
    assertThat(text("log/1.log")).isEqualTo("synced");
  }

  @Test
  void a_missing_append_is_an_error_and_not_an_end() throws IOException {
    appended("a", "one", "two", "three").close();
    S3 s3 = new S3(root.getFileSystem());
    S3Names names = S3Names.of(root.plain().substring(1) + "/", "a");
    s3.delete(names.part(S3Log.find(s3, names).orElseThrow().id(), 1));

    assertThatIOException()
        .isThrownBy(() -> storage.open("a"))
        .withMessageContaining("Cannot open a in s3a://")
        .withMessageContaining("an append is missing");
  }

  @Test
  void a_bucket_that_is_not_there_is_told() {
    Storage nowhere = HadoopStorage.of("s3a://no-such-bucket/a", ObjectStore.settings());

    assertThatIOException()
        .isThrownBy(() -> nowhere.open("a"))
        .isNotInstanceOf(NoSuchFileException.class);
    assertThatIOException().isThrownBy(() -> nowhere.write("a", ByteBuffer.allocate(1)));
  }

  @Test
  void a_server_that_does_not_answer_is_told() {
    Configuration settings = ObjectStore.settings("http://127.0.0.1:1");
    settings.set("fs.s3a.connection.establish.timeout", "2s");
    Storage nowhere = HadoopStorage.of("s3a://bucket/a", settings);

    assertThatIOException()
        .isThrownBy(() -> nowhere.write("b", ByteBuffer.allocate(1)))
        .withMessageContaining("Cannot write b in s3a://bucket/a");
  }

  @Test
  void encryption_by_the_client_is_refused() {
    Configuration settings = ObjectStore.settings();
    settings.set("fs.s3a.encryption.algorithm", "CSE-KMS");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> HadoopStorage.of("s3a://bucket/a", settings))
        .withMessageContaining("found fs.s3a.encryption.algorithm=CSE-KMS");
  }
}
