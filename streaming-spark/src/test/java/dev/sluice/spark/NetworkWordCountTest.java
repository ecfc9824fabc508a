package dev.sluice.spark;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.function.Tuple2;
import dev.sluice.listener.DrainReport;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The first example, with the master of a cluster. */
class NetworkWordCountTest {
  private static final int LINES = 1000;

  @Test
  @Timeout(value = 180, unit = TimeUnit.SECONDS)
  void words_that_a_server_sends_to_an_executor_are_counted() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        StreamingContext ssc =
            new StreamingContext(
                Clusters.conf(Clusters.TWO_EXECUTORS), Durations.milliseconds(500))) {
      Map<String, Integer> counts = new ConcurrentHashMap<>();
      ssc.socketTextStream("127.0.0.1", server.getLocalPort())
          .flatMap(line -> Arrays.asList(line.split(" ")))
          .mapToPair(word -> new Tuple2<>(word, 1))
          .reduceByKey(Integer::sum)
          .foreachRDD(
              rdd ->
                  rdd.collect().forEach(word -> counts.merge(word._1(), word._2(), Integer::sum)));
      ssc.start();

      try (Socket receiver = server.accept()) {
        OutputStream out = receiver.getOutputStream();
        for (int i = 0; i < LINES; i++) {
          out.write(("a b a w" + i % 10 + "\n").getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
        await()
            .atMost(90, SECONDS)
            .until(() -> counts.values().stream().mapToInt(n -> n).sum() == 4 * LINES);
      }

      assertThat(counts).hasSize(12).containsEntry("a", 2 * LINES).containsEntry("w3", LINES / 10);
      assertThat(ssc.stop(true).outcome()).isEqualTo(DrainReport.Outcome.CLEAN);
    }
  }
}
