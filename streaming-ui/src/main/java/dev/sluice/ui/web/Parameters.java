package dev.sluice.ui.web;

import dev.sluice.ui.api.BatchesJson;
import dev.sluice.ui.api.BatchesJson.Sort;
import dev.sluice.ui.history.Status;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the parameters of requests. Immutable. */
final class Parameters {
  private static final int USUAL_LIMIT = 100;
  private static final int MOST_LIMIT = 1000;

  private final Function<String, Optional<String>> values;

  Parameters(Function<String, Optional<String>> values) {
    this.values = values;
  }

  /** A parameter is not what it should be; the message may be shown. */
  static final class BadParameterException extends Exception {
    private static final long serialVersionUID = 1L;

    BadParameterException(String name, String expected) {
      super("Cannot read the parameter " + name + ": expected " + expected + ".");
    }
  }

  OptionalLong since() throws BadParameterException {
    Optional<String> text = values.apply("since");
    return text.isPresent()
        ? OptionalLong.of(number("since", text.get(), 0, Long.MAX_VALUE))
        : OptionalLong.empty();
  }

  BatchesJson.Query batches() throws BadParameterException {
    return new BatchesJson.Query(
        statuses(),
        sort(),
        descending(),
        (int) number("offset", values.apply("offset").orElse("0"), 0, Integer.MAX_VALUE),
        (int)
            number(
                "limit", values.apply("limit").orElse(String.valueOf(USUAL_LIMIT)), 1, MOST_LIMIT));
  }

  private Set<Status> statuses() throws BadParameterException {
    Optional<String> text = values.apply("status");
    if (text.isEmpty()) {
      return EnumSet.allOf(Status.class);
    }
    Set<Status> statuses = EnumSet.noneOf(Status.class);
    for (String name : text.get().split(",", -1)) {
      if (name.equals("ENDED")) {
        statuses.add(Status.COMPLETED);
        statuses.add(Status.FAILED);
      } else {
        statuses.add(
            one(
                "status",
                Stream.of(Status.values()).filter(status -> status.name().equals(name)),
                "QUEUED, ACTIVE, COMPLETED, FAILED or ENDED"));
      }
    }
    return statuses;
  }

  private Sort sort() throws BadParameterException {
    String field = values.apply("sort").orElse(Sort.TIME.field());
    return one(
        "sort",
        Stream.of(Sort.values()).filter(sort -> sort.field().equals(field)),
        "timeMs, records, schedulingDelayMs, processingTimeMs or totalDelayMs");
  }

  private boolean descending() throws BadParameterException {
    String order = values.apply("order").orElse("desc");
    return one("order", Stream.of("desc", "asc").filter(order::equals), "desc or asc")
        .equals("desc");
  }

  private static <T> T one(String name, Stream<T> found, String expected)
      throws BadParameterException {
    return found.findFirst().orElseThrow(() -> new BadParameterException(name, expected));
  }

  private static long number(String name, String text, long least, long most)
      throws BadParameterException {
    String expected = "a number from " + least + " to " + most;
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException none) {
      throw new BadParameterException(name, expected);
    }
    throw new BadParameterException(name, expected);
  }
}
