package dev.sluice.engine.local;

import java.util.Map;

/** What tasks may ask of the engine, by type. Immutable. */
record Services(Map<Class<?>, Object> byType) {
  Services {
    byType = Map.copyOf(byType);
  }

  <S> S get(Class<S> type) {
    Object service = byType.get(type);
    if (service == null) {
      throw new IllegalArgumentException(
          "Cannot find a service: found none of type "
              + type.getName()
              + ", expected one of "
              + byType.keySet().stream().map(Class::getSimpleName).sorted().toList());
    }
    return type.cast(service);
  }
}
