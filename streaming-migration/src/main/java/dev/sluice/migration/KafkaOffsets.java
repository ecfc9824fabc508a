package dev.sluice.migration;

import org.jspecify.annotations.Nullable;
import org.openrewrite.ExecutionContext;
import org.openrewrite.Recipe;
import org.openrewrite.TreeVisitor;
import org.openrewrite.java.JavaParser;
import org.openrewrite.java.JavaTemplate;
import org.openrewrite.java.JavaVisitor;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.TypeUtils;

/**
 * Casts to what knows offsets of Kafka: {@code ((HasOffsetRanges) rdd.rdd()).offsetRanges()} is
 * {@code OffsetRange.of(rdd)}, {@code (CanCommitOffsets) stream.inputDStream()} is {@code
 * CanCommitOffsets.of(stream)}. Immutable.
 */
final class KafkaOffsets extends Recipe {
  private static final String KAFKA = "org.apache.spark.streaming.kafka010.";

  @Override
  public String getDisplayName() {
    return "Ask for offsets of Kafka without casts";
  }

  @Override
  public String getDescription() {
    return "OffsetRange.of(rdd) and CanCommitOffsets.of(stream) take the place of casts.";
  }

  @Override
  public TreeVisitor<?, ExecutionContext> getVisitor() {
    return new Visitor();
  }

  private static final class Visitor extends JavaVisitor<ExecutionContext> {
    @Override
    public J visitMethodInvocation(J.MethodInvocation call, ExecutionContext context) {
      if (call.getSimpleName().equals("offsetRanges")) {
        Expression rdd = inside(call.getSelect(), "HasOffsetRanges", "rdd");
        if (rdd != null) {
          maybeRemoveImport(KAFKA + "HasOffsetRanges");
          maybeAddImport(KAFKA + "OffsetRange", null, false);
          return of("OffsetRange", "OffsetRange[]", call, rdd);
        }
      }
      return super.visitMethodInvocation(call, context);
    }

    @Override
    public <T extends J> J visitParentheses(
        J.Parentheses<T> parentheses, ExecutionContext context) {
      Expression stream = inside(parentheses, "CanCommitOffsets", "inputDStream");
      return stream == null
          ? super.visitParentheses(parentheses, context)
          : of("CanCommitOffsets", "CanCommitOffsets", parentheses, stream);
    }

    /** What a method is called on whose result is cast to a type. */
    private static @Nullable Expression inside(
        @Nullable Expression expression, String type, String method) {
      return expression instanceof J.Parentheses<?> parentheses
              && parentheses.getTree() instanceof J.TypeCast cast
              && TypeUtils.isOfClassType(cast.getClazz().getType(), KAFKA + type)
              && cast.getExpression() instanceof J.MethodInvocation call
              && call.getSimpleName().equals(method)
          ? call.getSelect()
          : null;
    }

    private J of(String type, String result, J replaced, Expression argument) {
      return JavaTemplate.builder(type + ".of(#{any(java.lang.Object)})")
          .javaParser(
              JavaParser.fromJavaVersion()
                  .dependsOn(
                      ("package org.apache.spark.streaming.kafka010; public class %s {"
                              + " public static %s of(Object from) { return null; } }")
                          .formatted(type, result)))
          .imports(KAFKA + type)
          .build()
          .apply(
              updateCursor(replaced), ((Expression) replaced).getCoordinates().replace(), argument);
    }
  }
}
