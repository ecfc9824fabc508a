package dev.sluice.twitter;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import twitter4j.FilterQuery;
import twitter4j.HttpParameter;

/**
 * What a query of Twitter4J asks for. Twitter4J itself turns it into the parameters of version 1.1,
 * in a method that is not public; there is no other way to read it.
 */
final class FilterParameters {
  private FilterParameters() {}

  /** The parameters by name, such as {@code track}; several values are separated by commas. */
  static Map<String, String> of(FilterQuery query) {
    Map<String, String> parameters = new TreeMap<>();
    for (HttpParameter parameter : asArray(query)) {
      parameters.put(parameter.getName(), parameter.getValue());
    }
    parameters.remove("stall_warnings");
    if ("0".equals(parameters.get("count"))) {
      parameters.remove("count");
    }
    return Collections.unmodifiableMap(parameters);
  }

  private static HttpParameter[] asArray(FilterQuery query) {
    try {
      Method method =
          FilterQuery.class.getDeclaredMethod("asHttpParameterArray", HttpParameter.class);
      method.setAccessible(true);
      return (HttpParameter[]) method.invoke(query, new HttpParameter("stall_warnings", "true"));
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException failure) {
      throw new IllegalStateException(
          "Cannot read a FilterQuery: expected Twitter4J 4.0.7", failure);
    }
  }

  /** The values of one parameter. */
  static List<String> values(Map<String, String> parameters, String name) {
    List<String> values = new ArrayList<>();
    for (String value : parameters.getOrDefault(name, "").split(",")) {
      if (!value.isBlank()) {
        values.add(value.strip());
      }
    }
    return values;
  }
}
