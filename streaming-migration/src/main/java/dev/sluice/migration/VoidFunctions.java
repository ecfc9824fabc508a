package dev.sluice.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openrewrite.ExecutionContext;
import org.openrewrite.Recipe;
import org.openrewrite.TreeVisitor;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JContainer;
import org.openrewrite.java.tree.JRightPadded;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.Statement;

/**
 * Anonymous functions that return {@code Void}, as Spark wanted them for {@code foreachRDD} up to
 * 1.6, are void functions; lambdas there return nothing. Immutable.
 */
final class VoidFunctions extends Recipe {
  private static final String FUNCTION = "org.apache.spark.api.java.function.";
  private static final String SLUICE = "dev.sluice.function.";
  private static final Map<String, String> VOID =
      Map.of("Function", "VoidFunction", "Function2", "VoidFunction2");
  private static final Set<String> OUTPUTS = Set.of("foreachRDD", "foreach", "foreachPartition");

  @Override
  public String getDisplayName() {
    return "Make functions that return Void void";
  }

  @Override
  public String getDescription() {
    return "Function<T, Void> becomes VoidFunction<T>, and return null is left out.";
  }

  @Override
  public TreeVisitor<?, ExecutionContext> getVisitor() {
    return new Visitor();
  }

  private static final class Visitor extends JavaIsoVisitor<ExecutionContext> {
    @Override
    public J.NewClass visitNewClass(J.NewClass created, ExecutionContext context) {
      J.NewClass visited = super.visitNewClass(created, context);
      if (visited.getBody() != null
          && visited.getClazz() instanceof J.ParameterizedType type
          && type.getClazz() instanceof J.Identifier name
          && VOID.containsKey(name.getSimpleName())
          && returnsVoid(type)) {
        String old = FUNCTION + name.getSimpleName();
        String simple = VOID.getOrDefault(name.getSimpleName(), "");
        maybeRemoveImport(old);
        maybeAddImport(SLUICE + simple, null, false);
        JavaType now = JavaType.ShallowClass.build(SLUICE + simple);
        return visited
            .withClazz(
                withoutLast(type)
                    .withClazz(name.withSimpleName(simple).withType(now))
                    .withType(now))
            .withBody(visited.getBody().withStatements(voided(visited.getBody().getStatements())));
      }
      return visited;
    }

    private static boolean returnsVoid(J.ParameterizedType type) {
      List<Expression> parameters = type.getTypeParameters();
      return parameters != null
          && !parameters.isEmpty()
          && parameters.get(parameters.size() - 1) instanceof J.Identifier last
          && last.getSimpleName().equals("Void");
    }

    private static J.ParameterizedType withoutLast(J.ParameterizedType type) {
      JContainer<Expression> all = type.getPadding().getTypeParameters();
      if (all == null) {
        return type;
      }
      List<JRightPadded<Expression>> padded = all.getPadding().getElements();
      return type.getPadding()
          .withTypeParameters(all.getPadding().withElements(padded.subList(0, padded.size() - 1)));
    }

    private static List<Statement> voided(List<Statement> members) {
      List<Statement> voided = new ArrayList<>();
      for (Statement member : members) {
        voided.add(
            member instanceof J.MethodDeclaration method
                    && method.getSimpleName().equals("call")
                    && method.getBody() != null
                ? voided(method)
                : member);
      }
      return voided;
    }

    private static J.MethodDeclaration voided(J.MethodDeclaration method) {
      if (!(method.getReturnTypeExpression() instanceof J.Identifier type)
          || method.getBody() == null) {
        return method;
      }
      J.Primitive nothing =
          new J.Primitive(
              type.getId(), type.getPrefix(), type.getMarkers(), JavaType.Primitive.Void);
      return method.withReturnTypeExpression(nothing).withBody(withoutReturn(method.getBody()));
    }

    @Override
    public J.MethodInvocation visitMethodInvocation(
        J.MethodInvocation call, ExecutionContext context) {
      J.MethodInvocation visited = super.visitMethodInvocation(call, context);
      if (!OUTPUTS.contains(visited.getSimpleName())) {
        return visited;
      }
      List<Expression> arguments = new ArrayList<>();
      for (Expression argument : visited.getArguments()) {
        arguments.add(
            argument instanceof J.Lambda lambda && lambda.getBody() instanceof J.Block body
                ? lambda.withBody(withoutReturn(body))
                : argument);
      }
      return arguments.equals(visited.getArguments()) ? visited : visited.withArguments(arguments);
    }

    /** Leaves out a {@code return null} at the end. Others return nothing. */
    private static J.Block withoutReturn(J.Block body) {
      List<Statement> statements = body.getStatements();
      int last = statements.size() - 1;
      J.Block rest =
          last >= 0 && returnsNull(statements.get(last))
              ? body.withStatements(statements.subList(0, last))
              : body;
      return (J.Block)
          new JavaIsoVisitor<Integer>() {
            @Override
            public J.Return visitReturn(J.Return statement, Integer unused) {
              return returnsNull(statement) ? statement.withExpression(null) : statement;
            }

            @Override
            public J.Lambda visitLambda(J.Lambda inner, Integer unused) {
              return inner;
            }

            @Override
            public J.NewClass visitNewClass(J.NewClass inner, Integer unused) {
              return inner;
            }
          }.visitNonNull(rest, 0);
    }

    private static boolean returnsNull(Statement statement) {
      return statement instanceof J.Return returned
          && returned.getExpression() instanceof J.Literal literal
          && literal.getType() == JavaType.Primitive.Null;
    }
  }
}
