package dev.sluice.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in words what the file system could not do. */
final class StorageFailure {

  private StorageFailure() {}

  /**
   * The same failure with a message; a missing file and one that is in the way keep their types.
   *
   * @param what what was tried: {@code write ledger/1.log in /data}
   */
  static IOException of(String what, IOException cause) {
    String message = "Cannot " + what + ": " + reason(cause);
    if (cause instanceof NoSuchFileException) {
      return causedBy(cause, new NoSuchFileException(null, null, message));
    }
    if (cause instanceof FileAlreadyExistsException) {
      return causedBy(cause, new FileAlreadyExistsException(null, null, message));
    }
    return new IOException(message, cause);
  }

  private static IOException causedBy(IOException cause, IOException failure) {
    failure.initCause(cause);
    return failure;
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException denied) {
      return "access denied, the directory or file may be read-only for this user, found "
          + denied.getFile();
    }
    if (cause instanceof NoSuchFileException) {
      return "it does not exist";
    }
    if (cause instanceof FileAlreadyExistsException existing) {
      return "something is there already, found " + existing.getFile();
    }
    if (cause instanceof NotDirectoryException || cause instanceof DirectoryNotEmptyException) {
      return "a file and a directory are in each other's place, found " + cause.getMessage();
    }
    if (cause instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason() + ", found " + system.getFile();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
