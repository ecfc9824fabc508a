package dev.sluice.hadoop.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.apache.hadoop.fs.PathIsNotEmptyDirectoryException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;

/** Makes the JDK's exceptions of Hadoop's. Stateless. */
final class Failures {
  private Failures() {}

  /** A call of Hadoop. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws IOException;
  }

  /** Runs a call that is about a file. */
  static <T> T translated(Object file, Call<T> call) throws IOException {
    try {
      return call.run();
    } catch (IOException failure) {
      throw translated(file, failure);
    }
  }

  /** The failure by the name that the JDK has for it, if there is one. */
  static IOException translated(Object file, IOException failure) {
    IOException unwrapped = unwrapped(failure);
    String name = file.toString();
    if (unwrapped instanceof FileNotFoundException) {
      return causedBy(unwrapped, new NoSuchFileException(name));
    }
    if (unwrapped instanceof org.apache.hadoop.fs.FileAlreadyExistsException) {
      return causedBy(unwrapped, new FileAlreadyExistsException(name));
    }
    if (unwrapped instanceof AccessControlException) {
      return causedBy(unwrapped, new AccessDeniedException(name));
    }
    if (unwrapped instanceof PathIsNotEmptyDirectoryException) {
      return causedBy(unwrapped, new DirectoryNotEmptyException(name));
    }
    return unwrapped;
  }

  private static IOException unwrapped(IOException failure) {
    return failure instanceof RemoteException remote ? remote.unwrapRemoteException() : failure;
  }

  private static IOException causedBy(IOException cause, IOException failure) {
    failure.initCause(cause);
    return failure;
  }

  /**
   * The failure with a message that says what was tried; a missing file and one that is in the way
   * keep their types.
   *
   * @param what what was tried: {@code write ledger/1.log in hdfs://host/data}
   */
  static IOException told(String what, IOException failure) {
    IOException cause = translated(what, failure);
    String message = "Cannot " + what + ": ";
    if (cause instanceof NoSuchFileException) {
      return causedBy(cause, new NoSuchFileException(null, null, message + "it does not exist"));
    }
    if (cause instanceof FileAlreadyExistsException) {
      return causedBy(
          cause,
          new FileAlreadyExistsException(null, null, message + "something is there already"));
    }
    if (cause instanceof AccessDeniedException denied && denied.getCause() != null) {
      return new IOException(message + denied.getCause().getMessage(), cause);
    }
    return new IOException(message + firstLine(cause), cause);
  }

  /** Messages from other processes have their stack traces in them. */
  private static String firstLine(IOException cause) {
    String text =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return text.lines().findFirst().orElse("");
  }
}
