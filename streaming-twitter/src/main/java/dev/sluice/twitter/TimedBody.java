package dev.sluice.twitter;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as a stream whose reader waits only so long: nothing for longer than that
 * is an error. No more than one piece is asked for before it is read, so that a reader that waits
 * elsewhere lets the sender wait. Thread-safe: the client's threads put into the queue; reading is
 * confined to one thread, closing is not.
 */
final class TimedBody extends InputStream implements HttpResponse.BodySubscriber<InputStream> {
  private final Duration limit;
  private final BlockingQueue<Item> arrived = new LinkedBlockingQueue<>();
  private final Deque<ByteBuffer> piece = new ArrayDeque<>();
  private volatile Flow.@Nullable Subscription subscription;
  private volatile boolean closed;
  private boolean ended;

  /** Nothing was asked for. */
  TimedBody(Duration limit) {
    this.limit = limit;
  }

  /** What comes from the client. */
  private sealed interface Item {}

  private record Piece(List<ByteBuffer> buffers) implements Item {}

  private record Failed(Throwable failure) implements Item {}

  private record End() implements Item {}

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription next) {
    subscription = next;
    if (closed) {
      next.cancel();
    } else {
      next.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    arrived.add(new Piece(buffers));
  }

  @Override
  public void onError(Throwable failure) {
    arrived.add(new Failed(failure));
  }

  @Override
  public void onComplete() {
    arrived.add(new End());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    ByteBuffer buffer = buffer();
    if (buffer == null) {
      return -1;
    }
    int n = Math.min(length, buffer.remaining());
    buffer.get(bytes, offset, n);
    return n;
  }

  /** One with something in it; null at the end. */
  private @Nullable ByteBuffer buffer() throws IOException {
    while (!ended) {
      ByteBuffer first = piece.peek();
      if (first == null) {
        await();
      } else if (first.hasRemaining()) {
        return first;
      } else {
        piece.remove();
        if (piece.isEmpty()) {
          askForMore();
        }
      }
    }
    return null;
  }

  private void askForMore() {
    Flow.Subscription current = subscription;
    if (current != null) {
      current.request(1);
    }
  }

  private void await() throws IOException {
    Item item = take();
    if (item instanceof Piece next) {
      piece.addAll(next.buffers());
      if (piece.isEmpty()) {
        askForMore();
      }
    } else if (item instanceof Failed failed) {
      throw new IOException(
          "The connection broke: " + failed.failure().getMessage(), failed.failure());
    } else {
      ended = true;
    }
  }

  private Item take() throws IOException {
    try {
      Item item = arrived.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
      if (item == null) {
        throw new StalledException(limit);
      }
      return item;
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Reading was interrupted");
    }
  }

  /** Breaks the connection if the body has not ended. */
  @Override
  public void close() {
    closed = true;
    Flow.Subscription current = subscription;
    if (current != null) {
      current.cancel();
    }
  }
}
