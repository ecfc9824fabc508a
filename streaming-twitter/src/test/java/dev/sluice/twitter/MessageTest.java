package dev.sluice.twitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
  private static Message parse(String line) {
    return Message.parse(line.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_post_of_either_version_is_one() {
    assertThat(parse("{\"data\":{\"id\":\"17\",\"text\":\"a\"}}"))
        .isInstanceOfSatisfying(Message.OfPost.class, post -> assertThat(post.id()).isEqualTo(17));
    assertThat(parse("{\"id\":18,\"text\":\"a\"}"))
        .isInstanceOfSatisfying(Message.OfPost.class, post -> assertThat(post.id()).isEqualTo(18));
  }

  @Test
  void a_post_with_errors_of_what_it_refers_to_is_one() {
    assertThat(parse("{\"errors\":[{\"title\":\"Not Found\"}],\"data\":{\"id\":\"17\"}}"))
        .isInstanceOf(Message.OfPost.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"errors\":[{\"title\":\"operational-disconnect\",\"disconnect_type\":\"SlowReader\","
            + "\"detail\":\"why\"}]}",
        "{\"title\":\"operational-disconnect\",\"disconnect_type\":\"SlowReader\",\"detail\":\"why\"}"
      })
  void a_disconnect_message_is_one_with_and_without_list(String line) {
    assertThat(parse(line)).isEqualTo(new Message.Disconnect("SlowReader", "why"));
  }

  @Test
  void messages_of_version_1_are_known() {
    assertThat(parse("{\"disconnect\":{\"code\":4,\"stream_name\":\"s\",\"reason\":\"why\"}}"))
        .isEqualTo(new Message.Disconnect("code 4", "why"));
    assertThat(parse("{\"limit\":{\"track\":1234}}")).isEqualTo(new Message.Withheld(1234));
    assertThat(parse("{\"warning\":{\"code\":\"FALLING_BEHIND\",\"message\":\"slow\"}}"))
        .isEqualTo(new Message.Warning("slow"));
    assertThat(parse("{\"delete\":{\"status\":{\"id\":1}}}")).isEqualTo(new Message.Other());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":{\"id\":\"12",
        "seven",
        "[1]",
        "17",
        "{\"data\":{\"text\":\"no id\"}}",
        "{\"data\":{\"id\":\"x\"}}",
        "{\"data\":{\"id\":\"1\"}} {}"
      })
  void what_is_no_object_or_has_no_id_is_garbage(String line) {
    assertThat(parse(line)).isEqualTo(new Message.Garbage());
  }

  @Test
  void bytes_that_are_no_text_and_what_is_nested_too_deep_are_garbage() {
    byte[] broken = "{\"data\":{\"id\":\"1\",\"text\":\"?\"}}".getBytes(StandardCharsets.UTF_8);
    broken[broken.length - 4] = (byte) 0xC3;

    assertThat(Message.parse(broken)).isEqualTo(new Message.Garbage());
    assertThat(parse("[".repeat(100_000))).isEqualTo(new Message.Garbage());
  }
}
