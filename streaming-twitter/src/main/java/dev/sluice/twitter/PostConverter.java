package dev.sluice.twitter;

import java.io.Serializable;
import twitter4j.Status;
import twitter4j.TwitterException;
import twitter4j.TwitterObjectFactory;

/** Makes a record of a post. */
interface PostConverter<T> extends Serializable {
  /** The record. */
  T convert(Message.OfPost post) throws TwitterException;

  /** The line as it came. */
  static String json(Message.OfPost post) {
    return post.json();
  }

  /** The post as Twitter4J knows it, of either version. */
  static Status status(Message.OfPost post) throws TwitterException {
    boolean isOfVersion2 = post.tree().path("data").isObject();
    return TwitterObjectFactory.createStatus(
        isOfVersion2 ? StatusShape.of(post.tree()).toString() : post.json());
  }

  /** The post with what version 2 adds. */
  static Post post(Message.OfPost post) throws TwitterException {
    return Post.of(post, status(post));
  }
}
