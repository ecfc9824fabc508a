package dev.sluice.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Fails tests that log errors which they do not expect, that end a thread by an exception, or that
 * leave threads behind. Registered for every test of the module. Thread-safe: what tests share is.
 */
public final class Watch implements BeforeEachCallback, AfterEachCallback {
  private static final Errors ERRORS = Errors.observed();
  private static final Namespace NAMESPACE = Namespace.create(Watch.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** For JUnit. */
  public Watch() {}

  @Override
  public void beforeEach(ExtensionContext context) {
    ERRORS.take();
    context.getStore(NAMESPACE).put(Threads.class, Threads.now());
  }

  @Override
  public void afterEach(ExtensionContext context) throws InterruptedException {
    Threads before = context.getStore(NAMESPACE).get(Threads.class, Threads.class);
    List<String> complaints = new ArrayList<>();
    for (String thread : before.outlived(PATIENCE)) {
      complaints.add("A thread outlives the test: " + thread);
    }
    List<Pattern> expected = expected(context);
    for (String error : ERRORS.take()) {
      if (expected.stream().noneMatch(pattern -> pattern.matcher(error).find())) {
        complaints.add("An error that the test does not expect: " + error);
      }
    }
    if (!complaints.isEmpty()) {
      throw new AssertionError(String.join("\n", complaints));
    }
  }

  private static List<Pattern> expected(ExtensionContext context) {
    return Stream.of(
            context.getRequiredTestMethod().getAnnotation(ExpectedErrors.class),
            context.getRequiredTestClass().getAnnotation(ExpectedErrors.class))
        .filter(annotation -> annotation != null)
        .flatMap(annotation -> Arrays.stream(annotation.value()))
        .map(Pattern::compile)
        .toList();
  }
}
