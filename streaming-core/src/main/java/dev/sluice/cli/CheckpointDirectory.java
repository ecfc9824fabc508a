package dev.sluice.cli;

import dev.sluice.io.Locations;
import dev.sluice.io.Storage;
import dev.sluice.io.StoragePlace;
import dev.sluice.ledger.CheckpointFiles;
import dev.sluice.ledger.CheckpointFiles.Stored;
import dev.sluice.ledger.CheckpointView;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A directory that has checkpoints. Immutable. */
record CheckpointDirectory(Path path, Storage storage) {

  /** A directory that the user names by a path or a URI. */
  static CheckpointDirectory of(String name) throws CommandException {
    Path path = existing(name);
    return new CheckpointDirectory(
        path, StoragePlace.of("checkpoint directory", path.toString()).storage());
  }

  /** The path of a directory that the user names by a path or a URI. */
  static Path existing(String name) throws CommandException {
    Path path = path(name);
    if (!Files.isDirectory(path)) {
      throw new CommandException(
          ExitCode.NO_INPUT, "Cannot look at " + name + ": found no such directory");
    }
    return path;
  }

  private static Path path(String name) throws CommandException {
    if (Locations.isRemote(name)) {
      return remote(name);
    }
    try {
      return name.startsWith("file:") ? Path.of(URI.create(name).getPath()) : Path.of(name);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new CommandException(
          ExitCode.NO_INPUT,
          "Cannot look at " + name + ": expected a local directory or a file: URI");
    }
  }

  private static Path remote(String name) throws CommandException {
    try {
      return Locations.remote("directory", name);
    } catch (IllegalArgumentException e) {
      throw new CommandException(
          ExitCode.NO_INPUT, "Cannot look at " + name + ": " + e.getMessage());
    }
  }

  /** The files of checkpoints, oldest first, at least one. */
  List<Stored> checkpoints() throws CommandException {
    try {
      List<Stored> stored = new CheckpointFiles(storage, 1).stored();
      if (stored.isEmpty()) {
        throw none();
      }
      return stored;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** What a start would find. */
  CheckpointView view() throws CommandException {
    try {
      return CheckpointView.of(storage).orElseThrow(this::none);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private CommandException none() {
    return new CommandException(
        ExitCode.NO_INPUT, "Cannot look at " + path + ": found no checkpoint in it");
  }

  /** Something in a directory could not be read. */
  static CommandException unreadable(IOException failure) {
    boolean denied = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      denied |= cause instanceof AccessDeniedException;
    }
    return new CommandException(
        denied ? ExitCode.NO_INPUT : ExitCode.DAMAGED, String.valueOf(failure.getMessage()));
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
