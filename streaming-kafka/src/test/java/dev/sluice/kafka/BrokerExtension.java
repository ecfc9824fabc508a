package dev.sluice.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one broker of this JVM, which is started for the first and ends with the last. */
final class BrokerExtension implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == TestBroker.class;
  }

  @Override
  public TestBroker resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return test.getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .computeIfAbsent(TestBroker.class, type -> start(), TestBroker.class);
  }

  private static TestBroker start() {
    try {
      return TestBroker.start();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start the broker of the tests", e);
    }
  }
}
