package dev.sluice.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Evolving records of every format version that was ever released can be read. */
class GoldenRecordsTest {
  private final Serializer serializer = KryoSerializer.evolving(ClassNames.unrestricted());

  private static byte[] golden(String version) throws IOException, URISyntaxException {
    return Files.readAllBytes(
        Path.of(
            GoldenRecordsTest.class
                .getResource("/golden/" + version + "/records/evolving.block")
                .toURI()));
  }

  @Test
  void version_1_can_be_read() throws Exception {
    List<Object> records = new ArrayList<>();

    serializer.deserialize(ByteBuffer.wrap(golden("v1"))).forEachRemaining(records::add);

    assertThat(records).isEqualTo(EvolvingSamples.GOLDEN);
  }

  @Test
  void version_1_is_what_is_written() throws Exception {
    assertThat(serializer.serialize(EvolvingSamples.GOLDEN).array()).isEqualTo(golden("v1"));
  }
}
