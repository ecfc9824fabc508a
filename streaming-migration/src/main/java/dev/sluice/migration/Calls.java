package dev.sluice.migration;

import java.util.List;
import org.openrewrite.ExecutionContext;
import org.openrewrite.Recipe;
import org.openrewrite.Tree;
import org.openrewrite.TreeVisitor;
import org.openrewrite.java.JavaParser;
import org.openrewrite.java.JavaTemplate;
import org.openrewrite.java.JavaVisitor;
import org.openrewrite.java.MethodMatcher;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.Space;
import org.openrewrite.java.tree.TypeUtils;
import org.openrewrite.marker.Markers;

/** Calls whose arguments or form differ. They keep Spark's types, which are changed later. */
final class Calls extends Recipe {
  private static final String CONTEXT = "org.apache.spark.streaming.api.java.JavaStreamingContext";
  private static final String LEVEL = "org.apache.spark.storage.StorageLevel";
  private static final String DURATION = "org.apache.spark.streaming.Duration";
  private static final String DURATIONS = "org.apache.spark.streaming.Durations";
  private static final int FEW = 3;

  private static final MethodMatcher NEW_DURATION =
      new MethodMatcher(DURATION + " <constructor>(long)");
  private static final MethodMatcher STOP = new MethodMatcher(CONTEXT + " stop(..)");
  private static final MethodMatcher LEVELS = new MethodMatcher(LEVEL + " *()");
  private static final MethodMatcher OR_NULL =
      new MethodMatcher("org.apache.spark.api.java.Optional orNull()");
  private static final MethodMatcher GUAVA_OR_NULL =
      new MethodMatcher("com.google.common.base.Optional orNull()");
  private static final MethodMatcher GET = new MethodMatcher("org.apache.spark.SparkConf get(..)");

  @Override
  public String getDisplayName() {
    return "Change calls that differ";
  }

  @Override
  public String getDescription() {
    return "Durations, storage levels, contexts from checkpoints, stops and optional values.";
  }

  @Override
  public TreeVisitor<?, ExecutionContext> getVisitor() {
    return new Visitor();
  }

  private static JavaParser.Builder<?, ?> parser() {
    return JavaParser.fromJavaVersion()
        .dependsOn(
            "package org.apache.spark.streaming; public class Duration {}",
            "package org.apache.spark.streaming; public class Durations {"
                + " public static Duration milliseconds(long ms) { return null; } }",
            "package org.apache.spark.streaming.api.java; public class JavaStreamingContext {"
                + " public static JavaStreamingContext fromCheckpoint(String d) { return null; } }");
  }

  private static final class Visitor extends JavaVisitor<ExecutionContext> {
    @Override
    public J visitNewClass(J.NewClass created, ExecutionContext context) {
      J visited = super.visitNewClass(created, context);
      if (!(visited instanceof J.NewClass made)) {
        return visited;
      }
      if (NEW_DURATION.matches(made)) {
        maybeRemoveImport(DURATION);
        maybeAddImport(DURATIONS, null, false);
        return JavaTemplate.builder("Durations.milliseconds(#{any(long)})")
            .javaParser(parser())
            .imports(DURATIONS)
            .build()
            .apply(updateCursor(made), made.getCoordinates().replace(), made.getArguments().get(0));
      }
      return TypeUtils.isOfClassType(made.getType(), CONTEXT) ? context(made) : visited;
    }

    private J context(J.NewClass made) {
      List<Expression> arguments = made.getArguments();
      Expression first = arguments.get(0);
      if (arguments.size() == 1) {
        return JavaTemplate.builder("JavaStreamingContext.fromCheckpoint(#{any(java.lang.String)})")
            .javaParser(parser())
            .imports(CONTEXT)
            .build()
            .apply(updateCursor(made), made.getCoordinates().replace(), first);
      }
      if (arguments.size() > FEW) {
        return ByHand.before(
            made, "leave out Spark's home and jars, nothing is sent to other machines");
      }
      return TypeUtils.isOfClassType(first.getType(), "org.apache.spark.api.java.JavaSparkContext")
          ? ByHand.before(
              made,
              "give it the configuration; rddContext() is in the place of the JavaSparkContext")
          : made;
    }

    @Override
    public J visitMethodInvocation(J.MethodInvocation call, ExecutionContext context) {
      J visited = super.visitMethodInvocation(call, context);
      if (!(visited instanceof J.MethodInvocation made)) {
        return visited;
      }
      if (STOP.matches(made)) {
        return withArguments(made, stopArguments(made.getArguments()));
      }
      if (LEVELS.matches(made)
          && made.getSelect() instanceof J.Identifier
          && made.getSimpleName().matches("[A-Z0-9_]+")) {
        return field(made);
      }
      if (OR_NULL.matches(made) || GUAVA_OR_NULL.matches(made)) {
        return orElseNull(made);
      }
      return GET.matches(made)
          ? ByHand.before(made, "an Optional, add orElse(…) or orElseThrow()")
          : visited;
    }

    /** The first says whether to stop a context of Spark. */
    private static List<Expression> stopArguments(List<Expression> arguments) {
      boolean isGraceful = arguments.size() == 2;
      return isGraceful
          ? List.of(arguments.get(1).withPrefix(arguments.get(0).getPrefix()))
          : List.of();
    }

    private static J withArguments(J.MethodInvocation made, List<Expression> arguments) {
      return made.withArguments(arguments);
    }

    private J field(J.MethodInvocation made) {
      return JavaTemplate.builder("StorageLevel." + made.getSimpleName())
          .javaParser(
              JavaParser.fromJavaVersion()
                  .dependsOn(
                      "package org.apache.spark.storage; public class StorageLevel {"
                          + " public static final StorageLevel "
                          + made.getSimpleName()
                          + " = null; }"))
          .imports(LEVEL)
          .build()
          .apply(updateCursor(made), made.getCoordinates().replace());
    }

    private static J orElseNull(J.MethodInvocation made) {
      J.Literal nothing =
          new J.Literal(
              Tree.randomId(),
              Space.EMPTY,
              Markers.EMPTY,
              null,
              "null",
              null,
              JavaType.Primitive.Null);
      return made.withName(made.getName().withSimpleName("orElse")).withArguments(List.of(nothing));
    }
  }
}
