package dev.sluice.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.rdd.RDD;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Programs that use Spark themselves. */
class UnwrapTest {
  private final SparkContext spark = Clusters.connect("local[2]");

  @AfterEach
  void stop() {
    spark.stop();
  }

  private static StreamingContext open() {
    return new StreamingContext(Clusters.conf("spark-local[2]"), Durations.seconds(1));
  }

  @Test
  void a_dataset_is_one_of_spark_for_libraries_of_spark() {
    try (StreamingContext context = open()) {
      RDD<Integer> numbers = context.rddContext().parallelize(List.of(1, 2, 3, 4), 2);

      @SuppressWarnings("unchecked")
      JavaRDD<Integer> unwrapped = numbers.map(number -> number * 10).unwrap(JavaRDD.class);

      JavaRDD<Integer> others = new JavaSparkContext(spark).parallelize(List.of(5), 1);
      assertThat(unwrapped.union(others).collect()).containsExactly(10, 20, 30, 40, 5);
      assertThat(unwrapped.getNumPartitions()).isEqualTo(2);
    }
  }

  @Test
  void other_types_are_refused() {
    try (StreamingContext context = open()) {
      RDD<Integer> numbers = context.rddContext().parallelize(List.of(1), 1);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> numbers.unwrap(String.class))
          .withMessageContaining("found type java.lang.String");
    }
  }

  @Test
  void a_connection_of_the_user_outlives_programs() {
    for (int i = 0; i < 2; i++) {
      try (StreamingContext context = open()) {
        assertThat(context.rddContext().parallelize(List.of(1, 2), 2).count()).isEqualTo(2);
      }
    }
    assertThat(spark.isStopped()).isFalse();
  }
}
