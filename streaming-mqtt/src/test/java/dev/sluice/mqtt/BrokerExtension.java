package dev.sluice.mqtt;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one broker of this JVM. */
final class BrokerExtension implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == TestBroker.class;
  }

  @Override
  public TestBroker resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return TestBroker.shared();
  }
}
