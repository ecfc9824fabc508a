package dev.sluice.kinesis;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the peer. */
final class PeerExtension implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestPeer.class;
  }

  @Override
  public TestPeer resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return TestPeer.shared();
  }
}
