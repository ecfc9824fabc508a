package dev.sluice.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openrewrite.Recipe;
import org.openrewrite.java.ChangeMethodName;
import org.openrewrite.java.ChangeType;

/**
 * Rewrites programs of Spark Streaming's Java API: calls that differ first, then types, as the
 * tables of the migration guide have them. What is left of Spark gets a comment that says what to
 * do by hand. Immutable.
 */
public final class FromSparkStreaming extends Recipe {
  private static final String STREAMS = "org.apache.spark.streaming.api.java.";
  private static final String OPTIONAL = "org.apache.spark.api.java.Optional";
  private static final String GUAVA_OPTIONAL = "com.google.common.base.Optional";

  /** The recipe; it has no options. */
  public FromSparkStreaming() {}

  @Override
  public String getDisplayName() {
    return "Migrate from Spark Streaming to Sluice";
  }

  @Override
  public String getDescription() {
    return "Rewrites imports, types and calls of Spark Streaming's Java API, and marks what is to be done by hand.";
  }

  @Override
  public List<Recipe> getRecipeList() {
    List<Recipe> recipes = new ArrayList<>();
    recipes.add(new FlatMapsReturnIterables());
    recipes.add(new VoidFunctions());
    recipes.add(new ContextFactories());
    recipes.add(new InterruptedWaits());
    recipes.add(new Calls());
    recipes.add(new KafkaOffsets());
    rename(recipes, STREAMS + "JavaStreamingContext sparkContext()", "rddContext");
    rename(recipes, STREAMS + "JavaStreamingContext sc()", "rddContext");
    rename(recipes, STREAMS + "JavaPairDStream fromJavaDStream(..)", "of");
    rename(recipes, STREAMS + "JavaPairDStream toJavaDStream()", "toDStream");
    rename(recipes, "org.apache.spark.api.java.JavaPairRDD fromJavaRDD(..)", "fromRDD");
    rename(recipes, "org.apache.spark.streaming.Duration milliseconds()", "toMillis");
    for (String optional : List.of(OPTIONAL, GUAVA_OPTIONAL)) {
      rename(recipes, optional + " or(..)", "orElse");
      rename(recipes, optional + " absent()", "empty");
      rename(recipes, optional + " fromNullable(..)", "ofNullable");
    }
    for (Map.Entry<String, String> type : NameTable.all().entrySet()) {
      recipes.add(new ChangeType(type.getKey(), type.getValue(), true));
    }
    recipes.add(new Leftovers());
    return recipes;
  }

  private static void rename(List<Recipe> recipes, String method, String name) {
    recipes.add(new ChangeMethodName(method, name, true, true));
  }
}
