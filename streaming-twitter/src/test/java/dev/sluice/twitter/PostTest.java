package dev.sluice.twitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.io.KryoSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import twitter4j.HashtagEntity;
import twitter4j.MediaEntity;
import twitter4j.Status;
import twitter4j.URLEntity;
import twitter4j.User;

/** A post of version 2 with all that one can have. */
class PostTest {
  private Post post;
  private Status status;

  @BeforeEach
  void read() throws Exception {
    post = PostConverter.post(message(line()));
    status = post.status();
  }

  private static byte[] line() throws IOException {
    try (InputStream in = PostTest.class.getResourceAsStream("post.json")) {
      return in.readAllBytes();
    }
  }

  private static Message.OfPost message(byte[] line) {
    return (Message.OfPost) Message.parse(line);
  }

  @Test
  void a_status_has_what_is_said_and_when() {
    assertThat(status.getId()).isEqualTo(1_800_000_000_000_000_007L);
    assertThat(status.getText())
        .isEqualTo(
            "The long form with #java, $ACME, @bob and https://t.co/a and a picture"
                + " https://t.co/p");
    assertThat(status.getCreatedAt()).isEqualTo(Instant.parse("2026-11-21T10:35:00Z"));
    assertThat(status.getLang()).isEqualTo("en");
    assertThat(status.getSource()).isEqualTo("web");
    assertThat(status.isPossiblySensitive()).isTrue();
    assertThat(status.getWithheldInCountries()).containsExactly("XX");
    assertThat(status.getRetweetCount()).isEqualTo(1);
    assertThat(status.getFavoriteCount()).isEqualTo(3);
  }

  @Test
  void a_status_has_its_author() {
    User author = status.getUser();

    assertThat(author.getId()).isEqualTo(42);
    assertThat(author.getName()).isEqualTo("Ann");
    assertThat(author.getScreenName()).isEqualTo("ann");
    assertThat(author.getLocation()).isEqualTo("Bern");
    assertThat(author.isVerified()).isTrue();
    assertThat(author.getCreatedAt()).isEqualTo(Instant.parse("2010-11-29T21:18:15Z"));
    assertThat(author.getFollowersCount()).isEqualTo(10);
    assertThat(author.getFriendsCount()).isEqualTo(11);
    assertThat(author.getStatusesCount()).isEqualTo(12);
    assertThat(author.getProfileImageURL()).isEqualTo("https://img/a.png");
  }

  @Test
  void a_status_has_what_is_in_the_text() {
    HashtagEntity tag = status.getHashtagEntities()[0];
    URLEntity url = status.getURLEntities()[0];

    assertThat(status.getText().substring(tag.getStart(), tag.getEnd())).isEqualTo("#java");
    assertThat(tag.getText()).isEqualTo("java");
    assertThat(status.getSymbolEntities()[0].getText()).isEqualTo("ACME");
    assertThat(status.getUserMentionEntities()[0].getName()).isEqualTo("Bob");
    assertThat(status.getUserMentionEntities()[0].getId()).isEqualTo(43);
    assertThat(status.getURLEntities()).hasSize(1);
    assertThat(url.getExpandedURL()).isEqualTo("https://example.org/a");
    assertThat(status.getText().substring(url.getStart(), url.getEnd()))
        .isEqualTo("https://t.co/a");
  }

  @Test
  void a_status_has_the_media_that_are_known() {
    MediaEntity[] media = status.getMediaEntities();

    assertThat(media).hasSize(2);
    assertThat(media[0].getId()).isEqualTo(900);
    assertThat(media[0].getMediaURLHttps()).isEqualTo("https://img/p.jpg");
    assertThat(media[0].getExtAltText()).isEqualTo("a mill");
    assertThat(status.getText().substring(media[0].getStart(), media[0].getEnd()))
        .isEqualTo("https://t.co/p");
    assertThat(media[1].getType()).isEqualTo("video");
    assertThat(media[1].getVideoDurationMillis()).isEqualTo(5_000);
    assertThat(media[1].getVideoVariants()[0].getUrl()).isEqualTo("https://video/v.mp4");
  }

  @Test
  void a_status_has_what_it_refers_to() {
    assertThat(status.getInReplyToStatusId()).isEqualTo(1_800_000_000_000_000_002L);
    assertThat(status.getInReplyToUserId()).isEqualTo(43);
    assertThat(status.getInReplyToScreenName()).isEqualTo("bob");
    assertThat(status.getQuotedStatusId()).isEqualTo(1_800_000_000_000_000_003L);
    Status quoted = status.getQuotedStatus();
    assertThat(quoted.getText()).isEqualTo("quoted & #tag");
    HashtagEntity tag = quoted.getHashtagEntities()[0];
    assertThat(quoted.getUser().getScreenName()).isEqualTo("bob");
    assertThat(tag.getText()).isEqualTo("tag");
  }

  @Test
  void a_post_that_refers_to_itself_ends() {
    Status deepest = status.getQuotedStatus().getRetweetedStatus();

    assertThat(deepest.getRetweetedStatus()).isNull();
  }

  @Test
  void a_status_has_its_place() {
    assertThat(status.getGeoLocation().getLatitude()).isCloseTo(46.95, within(0.001));
    assertThat(status.getGeoLocation().getLongitude()).isCloseTo(7.45, within(0.001));
    assertThat(status.getPlace().getFullName()).isEqualTo("Bern, Switzerland");
    assertThat(status.getPlace().getCountryCode()).isEqualTo("CH");
    assertThat(status.getPlace().getBoundingBoxCoordinates()[0][0].getLongitude())
        .isCloseTo(7.29, within(0.001));
  }

  @Test
  void a_post_has_what_version_2_adds() throws Exception {
    assertThat(post.rules())
        .containsExactly(
            new Post.Rule("1784567890123456001", "sluice"),
            new Post.Rule("1784567890123456002", ""));
    assertThat(post.conversationId()).hasValue(1_800_000_000_000_000_001L);
    assertThat(post.edits()).containsExactly(1_800_000_000_000_000_006L, status.getId());
    assertThat(post.impressions()).hasValue(6);
    assertThat(post.bookmarks()).hasValue(5);
    assertThat(post.topics()).containsExactly("Programming");
    assertThat(post.json()).isEqualTo(new String(line(), StandardCharsets.UTF_8));
  }

  @Test
  void the_least_that_the_service_sends_is_a_post() throws Exception {
    byte[] least =
        "{\"data\":{\"edit_history_tweet_ids\":[\"7\"],\"id\":\"7\",\"text\":\"hello\"}}"
            .getBytes(StandardCharsets.UTF_8);

    Post read = PostConverter.post(message(least));

    assertThat(read.status().getText()).isEqualTo("hello");
    assertThat(read.status().getUser()).isNull();
    assertThat(read.rules()).isEmpty();
    assertThat(read.impressions()).isEmpty();
  }

  @Test
  void a_post_is_the_same_after_it_was_a_block() {
    KryoSerializer serializer = new KryoSerializer();

    ByteBuffer bytes = serializer.serialize(List.of(post).iterator());
    Post read = (Post) serializer.deserialize(bytes).next();

    assertThat(read).isEqualTo(post);
    assertThat(read.status().getUser().getScreenName()).isEqualTo("ann");
    assertThat(read.status().getMediaEntities()).hasSize(2);
    assertThat(read.status().getCreatedAt()).isEqualTo(status.getCreatedAt());
  }
}
