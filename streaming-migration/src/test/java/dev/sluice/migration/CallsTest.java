package dev.sluice.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Single calls. */
class CallsTest {

  /** A method with these statements, after the recipe. */
  private static String rewritten(String imports, String statements) {
    return Rewriting.rewritten(
        "package com.example;\n%s\nclass Program {\n  %s\n}\n".formatted(imports, statements));
  }

  private static final String CONTEXT =
      """
      import org.apache.spark.SparkConf;
      import org.apache.spark.api.java.JavaSparkContext;
      import org.apache.spark.api.java.Optional;
      import org.apache.spark.streaming.*;
      import org.apache.spark.streaming.api.java.*;
      """;

  @Test
  void a_stop_says_only_whether_it_is_graceful() {
    String after =
        rewritten(
            CONTEXT,
            "void end(JavaStreamingContext c) { c.stop(); c.stop(true); c.stop(false, true); }");

    assertThat(after).contains("{ c.stop(); c.stop(); c.stop(true); }");
  }

  @Test
  void a_context_from_a_checkpoint_is_asked_for() {
    String after =
        rewritten(
            CONTEXT, "JavaStreamingContext go(String d) { return new JavaStreamingContext(d); }");

    assertThat(after).contains("return StreamingContext.fromCheckpoint(d);");
  }

  @Test
  void a_context_of_a_context_of_spark_is_marked() {
    String after =
        rewritten(
            CONTEXT,
            "Object go(JavaSparkContext c) { return new JavaStreamingContext(c, Durations.seconds(1)); }");

    assertThat(after).contains("By hand: give it the configuration");
  }

  @Test
  void a_context_with_sparks_home_is_marked() {
    String after =
        rewritten(
            CONTEXT,
            "Object go() { return new JavaStreamingContext(\"local\", \"a\", new Duration(1), \"home\", \"jar\"); }");

    assertThat(after).contains("By hand: leave out Spark's home and jars");
  }

  @Test
  void a_setting_is_an_optional_and_marked() {
    String after = rewritten(CONTEXT, "String go(SparkConf c) { return c.get(\"a\"); }");

    assertThat(after).contains("By hand: an Optional").contains("StreamingConf c");
  }

  @Test
  void optionals_are_those_of_the_jdk() {
    String after =
        rewritten(
            CONTEXT,
            "Object go(Optional<Integer> o) { o.or(1); o.orNull(); Optional.absent(); return Optional.ofNullable(o.get()); }");

    assertThat(after)
        .contains("import java.util.Optional;")
        .contains(
            "o.orElse(1); o.orElse(null); Optional.empty(); return Optional.ofNullable(o.get());");
  }

  @Test
  void an_iterator_that_comes_from_elsewhere_is_marked() {
    String after =
        rewritten(
            CONTEXT + "import java.util.Iterator;\n",
            "Object go(JavaDStream<String> s, Iterator<String> i) { return s.flatMap(x -> i); }");

    assertThat(after).contains("By hand: return an Iterable");
  }

  @Test
  void events_of_listeners_are_nested_types() {
    String after =
        rewritten(
            "import org.apache.spark.streaming.scheduler.*;\n",
            "void go(StreamingListenerBatchCompleted event) { }");

    assertThat(after).contains("StreamingEvent.BatchCompleted event");
  }

  @Test
  void sql_is_marked() {
    String after =
        rewritten("import org.apache.spark.sql.SparkSession;\n", "void go(SparkSession s) { }");

    assertThat(after).contains("By hand: on Spark, rdd.unwrap(JavaRDD.class)");
  }

  @Test
  void a_program_without_spark_stays_as_it_is() {
    String before =
        "package com.example;\nimport java.time.Duration;\nclass Program {\n  Duration d;\n}\n";

    assertThat(Rewriting.rewritten(before)).isEqualTo(before);
  }
}
