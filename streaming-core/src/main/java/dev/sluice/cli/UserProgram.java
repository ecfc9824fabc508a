package dev.sluice.cli;

import dev.sluice.dstream.DStreamGraph;
import dev.sluice.function.Function0;
import dev.sluice.ledger.CheckpointView;
import dev.sluice.scheduler.StartGuard;
import dev.sluice.scheduler.StartGuard.ProgramInspected;
import dev.sluice.streaming.StreamingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A program of the user that is built and not started. It runs on a thread {@code sluice-program}
 * of its own, up to the start of its first context. Confined to one thread.
 */
final class UserProgram implements AutoCloseable {
  private static final long PATIENCE_MS = 5_000;

  private final URLClassLoader loader;
  private final Class<?> type;
  private final String[] args;

  private UserProgram(URLClassLoader loader, Class<?> type, List<String> args) {
    this.loader = loader;
    this.type = type;
    this.args = args.toArray(new String[0]);
  }

  /** Finds the program's class; none of its code runs yet. */
  static UserProgram of(List<String> classPath, String name, List<String> args)
      throws CommandException {
    URLClassLoader loader = ClassPath.loader(classPath);
    try {
      Class<?> type = Class.forName(name, false, loader);
      if (isFactory(type) && !args.isEmpty()) {
        throw CommandException.usage(
            "Cannot call " + name + ": it is a factory and takes no arguments, found " + args);
      }
      return new UserProgram(loader, type, args);
    } catch (ClassNotFoundException | LinkageError e) {
      throw CommandException.usage(
          "Cannot find the class " + name + ": found " + e + "; -cp says where it is");
    }
  }

  private static boolean isFactory(Class<?> type) {
    return Function0.class.isAssignableFrom(type);
  }

  /** Builds the program, and compares its first context with a directory. */
  Comparison compareWith(CheckpointView view) throws CommandException {
    CompletableFuture<Comparison> result = new CompletableFuture<>();
    Thread thread = new Thread(() -> build(result), "sluice-program");
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    StartGuard guard = StartGuard.set(graph -> inspect(graph, view, result));
    try {
      thread.start();
      return result.get();
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.PROGRAM_FAILED, "Cannot go on: interrupted");
    } finally {
      release(guard, thread);
    }
  }

  /** Lets contexts start again if the program has ended; else none does before the process ends. */
  private static void release(StartGuard guard, Thread program) {
    try {
      program.join(PATIENCE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!program.isAlive()) {
      guard.close();
    }
  }

  private static void inspect(
      DStreamGraph graph, CheckpointView view, CompletableFuture<Comparison> result) {
    try {
      result.complete(Comparison.of(graph, view));
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  private void build(CompletableFuture<Comparison> result) {
    try {
      if (isFactory(type)) {
        startContext();
      } else {
        runMain();
      }
      result.completeExceptionally(
          new IllegalStateException("it ended without starting a context"));
    } catch (InvocationTargetException e) {
      result.completeExceptionally(e.getCause() == null ? e : e.getCause());
    } catch (ProgramInspected inspected) {
      result.completeExceptionally(inspected); // has no effect on the result that is there
    } catch (Throwable e) {
      result.completeExceptionally(e);
    }
  }

  private void startContext() throws Exception {
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object made = ((Function0<?>) constructor.newInstance()).call();
    if (!(made instanceof StreamingContext context)) {
      throw new IllegalStateException("the factory made no StreamingContext");
    }
    try (context) {
      context.start();
    }
  }

  private void runMain() throws ReflectiveOperationException {
    Method main = type.getMethod("main", String[].class);
    if (!Modifier.isStatic(main.getModifiers())) {
      throw new NoSuchMethodException("main is not static");
    }
    main.setAccessible(true);
    main.invoke(null, (Object) args);
  }

  private CommandException failed(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return new CommandException(
        ExitCode.PROGRAM_FAILED,
        "Cannot build the program "
            + type.getName()
            + ": "
            + failure
            + (trace.length == 0 ? "" : " at " + trace[0]));
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close the class path", e);
    }
  }
}
