package org.apache.spark.examples.streaming;

/** What the examples of Spark call first, and is written in Scala there. */
public final class StreamingExamples {
  private StreamingExamples() {}

  /** Does nothing. */
  public static void setStreamingLogLevels() {}
}
