package dev.sluice.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.io.CorruptFileException;
import dev.sluice.io.FramedFile;
import dev.sluice.io.KryoSerializer;
import dev.sluice.io.LocalStorage;
import dev.sluice.io.NewerFormatException;
import dev.sluice.io.Serializer;
import dev.sluice.io.Storage;
import dev.sluice.io.StoredInput;
import dev.sluice.time.Time;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateImageTest {
  private static final String FILE = "state/a";
  private final Serializer serializer = new KryoSerializer();
  @TempDir Path directory;
  private Storage storage;

  @BeforeEach
  void open() {
    storage = new LocalStorage(directory);
  }

  private static List<StateChange<String, List<Integer>>> random(long seed, int count) {
    Random random = new Random(seed);
    List<StateChange<String, List<Integer>>> entries = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      Optional<List<Integer>> state =
          random.nextInt(4) == 0 ? Optional.empty() : Optional.of(List.of(random.nextInt(), n));
      entries.add(new StateChange<>("k" + random.nextInt(), state, new Time(random.nextInt(9999))));
    }
    return entries;
  }

  private List<StateChange<String, List<Integer>>> read() throws Exception {
    List<StateChange<String, List<Integer>>> found = new ArrayList<>();
    StateImage.<String, List<Integer>>read(storage, FILE, serializer, found::add);
    return found;
  }

  private ByteBuffer bytes() throws IOException {
    try (StoredInput input = storage.open(FILE)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) input.size());
      input.readFully(0, bytes);
      return bytes.flip();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1023, 1024, 1025, 3000})
  void entries_come_back_in_order(int count) throws Exception {
    var entries = random(count, count);
    assertThat(StateImage.write(storage, FILE, serializer, entries)).isEqualTo(count);
    assertThat(read()).isEqualTo(entries);
  }

  @Test
  void damage_at_any_byte_is_refused() throws Exception {
    StateImage.write(storage, FILE, serializer, random(7, 20));
    ByteBuffer whole = bytes();
    for (int at = 0; at < whole.limit(); at++) {
      byte was = whole.get(at);
      whole.put(at, (byte) (was ^ (1 << at % 8)));
      storage.write(FILE, whole.duplicate());
      whole.put(at, was);
      assertThatThrownBy(this::read)
          .as("damage at %d", at)
          .isInstanceOfAny(CorruptFileException.class, NewerFormatException.class);
    }
  }

  @Test
  void a_file_that_is_cut_anywhere_or_goes_on_is_refused() throws Exception {
    StateImage.write(storage, FILE, serializer, random(8, 20));
    ByteBuffer whole = bytes();
    for (int length = 0; length < whole.limit(); length++) {
      storage.write(FILE, whole.duplicate().limit(length));
      assertThatThrownBy(this::read).isInstanceOf(CorruptFileException.class);
    }
    storage.write(FILE, whole.duplicate(), ByteBuffer.allocate(1));
    assertThatThrownBy(this::read).hasMessageContaining("bytes behind the end mark");
  }

  @Test
  void a_newer_version_is_refused() throws Exception {
    storage.write(FILE, out -> new FramedFile.Writer(out, "SLUICEST", 2).end());
    assertThatThrownBy(this::read)
        .isInstanceOf(NewerFormatException.class)
        .hasMessageContaining("found format version 2, expected at most 1");
  }
}
