package dev.sluice.streaming;

import dev.sluice.function.Function0;
import dev.sluice.io.LockedException;
import dev.sluice.io.NewerFormatException;
import dev.sluice.ledger.Checkpoint;
import dev.sluice.ledger.CheckpointFiles;
import dev.sluice.ledger.CheckpointStore;
import dev.sluice.scheduler.StartGuard;
import dev.sluice.time.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the context of a program that may have run before. Stateless. */
final class Restart {
  private static final Logger LOG = LoggerFactory.getLogger(StreamingContext.class);

  private Restart() {}

  static StreamingContext getOrCreate(
      String directory, Function0<StreamingContext> factory, boolean createOnError) {
    CheckpointPlace place = CheckpointPlace.of(directory);
    if (!createOnError) {
      var unused = newest(place);
    } else if (!StartGuard.isSet()) {
      setAsideIfUnreadable(place);
    }
    return create(place, factory);
  }

  static StreamingContext fromCheckpoint(String directory) {
    CheckpointPlace place = CheckpointPlace.of(directory);
    Checkpoint checkpoint =
        newest(place)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Cannot recreate a program: found no checkpoint in "
                            + place
                            + ", expected one; a program begins with getOrCreate"));
    return create(place, factory(place, checkpoint.factory()));
  }

  private static Optional<Checkpoint> newest(CheckpointPlace place) {
    try {
      return new CheckpointFiles(place.storage(), 1).newest();
    } catch (IOException e) {
      throw cannotGoOn(place, e);
    }
  }

  private static UncheckedIOException cannotGoOn(CheckpointPlace place, IOException cause) {
    return new UncheckedIOException(
        "Cannot go on from " + place + ": " + cause.getMessage(), cause);
  }

  private static void setAsideIfUnreadable(CheckpointPlace place) {
    try {
      tryToRecover(place);
    } catch (LockedException inUse) {
      throw cannotGoOn(place, inUse);
    } catch (IOException unreadable) {
      if (isOfNewerVersion(unreadable)) {
        throw cannotGoOn(place, unreadable);
      }
      try {
        LOG.warn(
            "Cannot go on from {}; it was moved to {} and the program begins anew",
            place,
            place.setAside(),
            unreadable);
      } catch (IOException e) {
        e.addSuppressed(unreadable);
        throw new UncheckedIOException("Cannot move " + place + " away: " + e.getMessage(), e);
      }
    }
  }

  /** Whether a later version can read it: then it is not damaged. */
  private static boolean isOfNewerVersion(IOException unreadable) {
    return Stream.<Throwable>iterate(unreadable, Objects::nonNull, Throwable::getCause)
        .anyMatch(NewerFormatException.class::isInstance);
  }

  private static void tryToRecover(CheckpointPlace place) throws IOException {
    if (new CheckpointFiles(place.storage(), 1).newest().isPresent()) {
      CheckpointStore.open(
              place.storage(), Settings.holder("a look"), new ManualClock(), 1, failure -> {})
          .close();
    }
  }

  @SuppressWarnings("unchecked") // checked to be a Function0; what it returns is cast
  private static Function0<StreamingContext> factory(CheckpointPlace place, String name) {
    String problem = "the checkpoint names none, because it was no such class";
    try {
      if (!name.isEmpty()) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Class<?> type = Class.forName(name, false, loader);
        if (Function0.class.isAssignableFrom(type)) {
          return (Function0<StreamingContext>) type.getDeclaredConstructor().newInstance();
        }
        problem = name + " is another kind of class";
      }
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          "Cannot recreate a program: " + name + " failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      problem = e.toString();
    }
    throw new IllegalStateException(
        "Cannot recreate the program in %s: found no usable factory (%s), expected a public class with a public constructor without parameters that implements Function0 and was given to getOrCreate"
            .formatted(place, problem));
  }

  private static StreamingContext create(
      CheckpointPlace place, Function0<StreamingContext> factory) {
    StreamingContext context;
    try {
      context = factory.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("Cannot make the context: the factory failed", e);
    }
    if (context == null) {
      throw new IllegalStateException(
          "Cannot make the context: the factory returned null, expected a context");
    }
    context.attach(place, nameOf(factory.getClass()));
    return context;
  }

  /** The name under which a factory can be made again; empty if it cannot. */
  private static String nameOf(Class<?> type) {
    boolean usable =
        !type.isHidden() && !type.isSynthetic() && Modifier.isPublic(type.getModifiers());
    try {
      return usable && Modifier.isPublic(type.getConstructor().getModifiers())
          ? type.getName()
          : "";
    } catch (NoSuchMethodException e) {
      return "";
    }
  }
}
