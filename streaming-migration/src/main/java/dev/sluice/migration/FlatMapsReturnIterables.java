package dev.sluice.migration;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openrewrite.Cursor;
import org.openrewrite.ExecutionContext;
import org.openrewrite.Recipe;
import org.openrewrite.TreeVisitor;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.TypeTree;
import org.openrewrite.java.tree.TypeUtils;

/** Functions for {@code flatMap} and its like return an iterable, not its iterator. Immutable. */
final class FlatMapsReturnIterables extends Recipe {
  private static final String FUNCTION = "org.apache.spark.api.java.function.";
  private static final Set<String> FUNCTIONS =
      Set.of(
          FUNCTION + "FlatMapFunction",
          FUNCTION + "FlatMapFunction2",
          FUNCTION + "PairFlatMapFunction");
  private static final String BY_HAND =
      "return an Iterable, such as the list that is iterated over";

  @Override
  public String getDisplayName() {
    return "Return iterables from flat maps";
  }

  @Override
  public String getDescription() {
    return "Functions for flatMap and its like return an Iterable, as up to Spark 1.6.";
  }

  @Override
  public TreeVisitor<?, ExecutionContext> getVisitor() {
    return new Visitor();
  }

  private static boolean isFlatMap(@Nullable JavaType type) {
    return FUNCTIONS.stream().anyMatch(name -> TypeUtils.isAssignableTo(name, type));
  }

  private static final class Visitor extends JavaIsoVisitor<ExecutionContext> {
    @Override
    public J.Lambda visitLambda(J.Lambda lambda, ExecutionContext context) {
      J.Lambda visited = super.visitLambda(lambda, context);
      return isFlatMap(lambda.getType()) && visited.getBody() instanceof Expression body
          ? visited.withBody(iterable(body))
          : visited;
    }

    @Override
    public J.Return visitReturn(J.Return statement, ExecutionContext context) {
      J.Return visited = super.visitReturn(statement, context);
      Expression value = visited.getExpression();
      return value != null && isInFlatMap() ? visited.withExpression(iterable(value)) : visited;
    }

    @Override
    public J.MethodDeclaration visitMethodDeclaration(
        J.MethodDeclaration method, ExecutionContext context) {
      J.MethodDeclaration visited = super.visitMethodDeclaration(method, context);
      TypeTree type = visited.getReturnTypeExpression();
      if (isCall(visited)
          && isFlatMapClass(getCursor())
          && type instanceof J.ParameterizedType returned
          && returned.getClazz() instanceof J.Identifier name
          && name.getSimpleName().equals("Iterator")) {
        maybeRemoveImport("java.util.Iterator");
        JavaType iterable = JavaType.ShallowClass.build("java.lang.Iterable");
        return visited.withReturnTypeExpression(
            returned
                .withClazz(name.withSimpleName("Iterable").withType(iterable))
                .withType(iterable));
      }
      return visited;
    }

    private static boolean isCall(J.MethodDeclaration method) {
      return method.getSimpleName().equals("call");
    }

    /** Whether a return is that of a flat map, not of something inside. */
    private boolean isInFlatMap() {
      Cursor owner =
          getCursor()
              .dropParentUntil(
                  each ->
                      each instanceof J.Lambda
                          || each instanceof J.MethodDeclaration
                          || each == Cursor.ROOT_VALUE);
      if (owner.getValue() instanceof J.Lambda lambda) {
        return isFlatMap(lambda.getType());
      }
      return owner.getValue() instanceof J.MethodDeclaration method
          && isCall(method)
          && isFlatMapClass(owner);
    }

    private static boolean isFlatMapClass(Cursor method) {
      Cursor owner =
          method.dropParentUntil(
              each ->
                  each instanceof J.NewClass
                      || each instanceof J.ClassDeclaration
                      || each == Cursor.ROOT_VALUE);
      if (owner.getValue() instanceof J.NewClass anonymous) {
        return anonymous.getClazz() != null && isFlatMap(anonymous.getClazz().getType());
      }
      return owner.getValue() instanceof J.ClassDeclaration named && isFlatMap(named.getType());
    }

    private static Expression iterable(Expression value) {
      if (value instanceof J.MethodInvocation call
          && call.getSimpleName().equals("iterator")
          && call.getSelect() != null) {
        return call.getSelect().withPrefix(value.getPrefix());
      }
      boolean isIterator = TypeUtils.isAssignableTo("java.util.Iterator", value.getType());
      return isIterator ? ByHand.before(value, BY_HAND) : value;
    }
  }
}
