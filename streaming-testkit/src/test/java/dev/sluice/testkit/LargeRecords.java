package dev.sluice.testkit;

import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;

/** Records of about 1000 bytes that begin with a number, and their storing on other threads. */
final class LargeRecords {
  private LargeRecords() {}

  static String record(int number) {
    return number + "x".repeat(1_000);
  }

  static List<Integer> numbers(List<String> records) {
    return records.stream().map(record -> Integer.parseInt(record.replace("x", ""))).toList();
  }

  static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  static FutureTask<Boolean> storeBlocks(HandFedReceiver fed, int from, int to) {
    return Threads.start(
        () -> {
          IntStream.range(from, to).forEach(n -> fed.store(List.of(record(n))));
          return true;
        });
  }

  static FutureTask<Boolean> storeRecords(HandFedReceiver fed, int from, int to) {
    return Threads.start(
        () -> {
          IntStream.range(from, to).forEach(n -> fed.store(record(n)));
          return true;
        });
  }
}
