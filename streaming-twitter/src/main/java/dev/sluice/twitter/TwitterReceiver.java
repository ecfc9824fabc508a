package dev.sluice.twitter;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import org.jspecify.annotations.Nullable;

/**
 * Receives posts. While {@code store} waits it reads nothing, so that the service has to wait, too,
 * or to disconnect. Confined to the thread that starts and stops it; the stream's thread has an
 * intake of its own.
 */
final class TwitterReceiver<T> extends Receiver<T> {
  private static final long serialVersionUID = 1L;

  private final TwitterOptions options;
  private final PostConverter<T> converter;
  private transient @Nullable Past past;
  private transient @Nullable StreamThread thread;

  /** A receiver that is not started; the options are complete. */
  TwitterReceiver(TwitterOptions options, PostConverter<T> converter, StorageLevel level) {
    super(level);
    this.options = options;
    this.converter = converter;
  }

  /** What the next attempt has to know of those before. */
  private record Past(SeenPosts seen, Outage outage) {}

  @Override
  public void onStart() {
    Past known = past;
    if (known == null) {
      known = new Past(new SeenPosts(options.manner().rememberedPosts()), new Outage());
      past = known;
    }
    StreamThread started =
        new StreamThread(
            "twitter-" + streamId(), options, known.outage(), new Storing(known.seen()));
    thread = started;
    started.start();
  }

  @Override
  public void onStop() throws InterruptedException {
    StreamThread ending = thread;
    if (ending != null) {
      ending.stop();
    }
  }

  @Override
  public String toString() {
    return "TwitterReceiver of %s at %s".formatted(options.kind(), options.baseUrl());
  }

  /** One attempt. Confined to the stream's thread. */
  private final class Storing implements Intake {
    private final SeenPosts seen;
    private boolean reported;

    Storing(SeenPosts seen) {
      this.seen = seen;
    }

    @Override
    public void post(Message.OfPost post) {
      if (seen.contains(post.id())) {
        count("posts that came again", 1);
        return;
      }
      T record = converted(post);
      if (record != null) {
        store(record);
        seen.add(post.id());
      }
    }

    private @Nullable T converted(Message.OfPost post) {
      try {
        return converter.convert(post);
      } catch (Exception failure) {
        count("posts that cannot be read", 1);
        if (!reported) {
          reported = true;
          report(
              "Left out post %d, which cannot be read, found %s; more are counted"
                  .formatted(post.id(), failure.getClass().getName()));
        }
        return null;
      }
    }

    @Override
    public void count(String what, long n) {
      if (n > 0) {
        TwitterReceiver.this.count(what, n);
      }
    }

    @Override
    public void report(String message) {
      reportError(message, null);
    }

    @Override
    public void giveUp(String message) {
      TwitterReceiver.this.stop(message, new IllegalStateException(message));
    }

    @Override
    public void fail(Throwable failure) {
      restart("Cannot read " + options.kind(), failure);
    }
  }
}
