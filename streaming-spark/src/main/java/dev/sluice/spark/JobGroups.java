package dev.sluice.spark;

import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;

/** Labels jobs that are submitted on a thread, and leaves the thread as it was. */
final class JobGroups {
  private JobGroups() {}

  static <T> T call(
      SparkContext spark,
      String group,
      String description,
      Map<String, String> properties,
      Supplier<T> submission) {
    Properties before = spark.getLocalProperties();
    Properties own = new Properties();
    own.putAll(before);
    own.putAll(properties);
    spark.setLocalProperties(own);
    try {
      spark.setJobGroup(group, description, true);
      return submission.get();
    } finally {
      spark.setLocalProperties(before);
    }
  }
}
