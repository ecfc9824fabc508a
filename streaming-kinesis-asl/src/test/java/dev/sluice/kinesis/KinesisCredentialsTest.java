package dev.sluice.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.io.ClassNames;
import dev.sluice.io.KryoSerializer;
import dev.sluice.io.Serializer;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KinesisCredentialsTest {
  private static final KinesisCredentials KEYS =
      KinesisCredentials.builder()
          .basicCredentials("ID-OF-KEY", "open-sesame")
          .stsCredentials("arn:role", "session", "external")
          .build();

  static Stream<Serializer> serializers() {
    return Stream.of(new KryoSerializer(), KryoSerializer.evolving(ClassNames.unrestricted()));
  }

  @Test
  void texts_show_no_keys() {
    assertThat(KEYS).asString().isEqualTo("access key, role arn:role");
    assertThat(KEYS.key()).asString().isEqualTo("access key");
    assertThat(KinesisCredentials.defaultCredentials()).asString().isEqualTo("default chain");
  }

  @ParameterizedTest
  @MethodSource("serializers")
  void what_the_engine_writes_has_no_keys_and_cannot_be_used_when_it_is_read(
      Serializer serializer) {
    byte[] written = serializer.write(KEYS);

    assertThat(new String(written, StandardCharsets.ISO_8859_1))
        .doesNotContain("open-sesame", "ID-OF-KEY");
    KinesisCredentials read = serializer.read(ByteBuffer.wrap(written));
    assertThatThrownBy(() -> read.key().secret())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Cannot use an access key");
  }

  @Test
  void a_receiver_takes_them_along_to_where_it_runs() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(KEYS);
    }

    assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).contains("open-sesame");
  }

  @Test
  void blank_ones_are_refused() {
    KinesisCredentials.Builder builder = KinesisCredentials.builder();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.basicCredentials("id", " "))
        .withMessageContaining("blank access key id or secret key");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.stsCredentials("", "session"))
        .withMessageContaining("found role \"\" and session \"session\"");
  }
}
