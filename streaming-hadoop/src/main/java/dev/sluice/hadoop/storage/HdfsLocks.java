package dev.sluice.hadoop.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.protocol.AlreadyBeingCreatedException;
import org.apache.hadoop.ipc.RemoteException;

/** The files of one lock, {@code .<name>.lock.<token>}. Immutable. */
final class HdfsLocks {
  private static final String PROCESS = "user.sluice.process";

  private final Hdfs hdfs;
  private final Path directory;
  private final String prefix;

  HdfsLocks(Hdfs hdfs, HadoopPath name) {
    this.hdfs = hdfs;
    Path file = name.hadoop();
    this.directory = file.getParent();
    this.prefix = "." + file.getName() + ".lock.";
  }

  private Path file(long token) {
    return new Path(directory, prefix + token);
  }

  /** The greatest token for which there is a file. */
  OptionalLong newest() throws IOException {
    return hdfs.list(directory).stream().mapToLong(this::token).filter(token -> token > 0).max();
  }

  private long token(FileStatus status) {
    Matcher name =
        Pattern.compile(Pattern.quote(prefix) + "(\\d{1,18})").matcher(status.getPath().getName());
    return name.matches() ? Long.parseLong(name.group(1)) : 0;
  }

  /** Whether somebody holds the lock with that token, as far as HDFS knows. */
  boolean isHeld(long token) throws IOException {
    Path file = file(token);
    try {
      if (!isOpen(token) || isOfDeadProcess(file)) {
        return false;
      }
      // HDFS looks whether the time of who has it open is over.
      hdfs.system().append(file).close();
      return false;
    } catch (FileNotFoundException replaced) {
      return true;
    } catch (AlreadyBeingCreatedException held) {
      return true;
    } catch (RemoteException failure) {
      requireRefusal(failure);
      return true;
    }
  }

  /** That of a class which clients have, and of one that they have not. */
  private static void requireRefusal(RemoteException failure) throws IOException {
    String type = failure.getClassName();
    if (!type.endsWith(".AlreadyBeingCreatedException")
        && !type.endsWith(".RecoveryInProgressException")) {
      throw failure;
    }
  }

  boolean isOpen(long token) throws IOException {
    return !hdfs.system().isFileClosed(file(token));
  }

  private boolean isOfDeadProcess(Path file) throws IOException {
    byte[] process = hdfs.system().getXAttrs(file).get(PROCESS);
    return process != null && ThisProcess.knowsAsDead(new String(process, UTF_8));
  }

  /** Makes the file of a token and leaves it open; empty if another process was quicker. */
  Optional<FSDataOutputStream> make(long token) throws IOException {
    FSDataOutputStream open;
    try {
      open = hdfs.create(file(token));
    } catch (FileAlreadyExistsException taken) {
      return Optional.empty();
    } catch (RemoteException failure) {
      requireRefusal(failure);
      return Optional.empty();
    }
    try {
      hdfs.note(file(token), PROCESS, ThisProcess.ID.getBytes(UTF_8));
      if (newest().orElse(0) > token) {
        open.close();
        hdfs.delete(file(token));
        return Optional.empty();
      }
      return Optional.of(open);
    } catch (IOException | RuntimeException failure) {
      try {
        open.close();
      } catch (IOException again) {
        failure.addSuppressed(again);
      }
      throw failure;
    }
  }

  /** Deletes the files of earlier tokens. */
  void deleteBefore(long token) throws IOException {
    for (FileStatus status : hdfs.list(directory)) {
      long old = token(status);
      if (old > 0 && old < token) {
        hdfs.delete(status.getPath());
      }
    }
  }

  @Override
  public String toString() {
    return directory + "/" + prefix.substring(1, prefix.length() - ".lock.".length());
  }
}
