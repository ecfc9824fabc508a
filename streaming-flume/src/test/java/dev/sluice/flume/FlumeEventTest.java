package dev.sluice.flume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.io.KryoSerializer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlumeEventTest {
  private static final byte[] BODY = "body".getBytes(StandardCharsets.UTF_8);
  private static final FlumeEvent EVENT = FlumeEvent.of(Map.of("name", "value"), BODY);

  @Test
  void events_with_the_same_content_are_equal() {
    assertThat(EVENT)
        .isEqualTo(FlumeEvent.of(Map.of("name", "value"), BODY.clone()))
        .hasSameHashCodeAs(FlumeEvent.of(Map.of("name", "value"), BODY.clone()))
        .isNotEqualTo(FlumeEvent.of(Map.of(), BODY))
        .isNotEqualTo(FlumeEvent.of(Map.of("name", "value"), new byte[4]));
  }

  @Test
  void the_engine_can_write_and_read_them() {
    KryoSerializer serializer = new KryoSerializer();

    assertThat(serializer.<FlumeEvent>read(ByteBuffer.wrap(serializer.write(EVENT))))
        .isEqualTo(EVENT);
  }

  @Test
  void positions_that_outlive_the_process_are_what_identifies_events() {
    KryoSerializer serializer = new KryoSerializer();
    EventId id = new EventId("id", "agent");

    EventId read = serializer.read(ByteBuffer.wrap(serializer.write(id)));

    assertThat(read).isEqualTo(id).isEqualTo(new EventId("id", "other"));
    assertThat(read.agent()).isEqualTo("agent");
  }

  @Test
  void their_text_says_how_much_they_are_and_nothing_of_what_they_have() {
    assertThat(EVENT).hasToString("FlumeEvent(1 headers, 4 bytes)");
    assertThat(EVENT.text()).isEqualTo("body");
    assertThat(EVENT.sizeBytes()).isBetween(100L, 1_000L);
  }

  @Test
  void headers_cannot_be_changed() {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> EVENT.headers().clear());
  }
}
