package dev.sluice.migration;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openrewrite.ExecutionContext;
import org.openrewrite.Recipe;
import org.openrewrite.Tree;
import org.openrewrite.TreeVisitor;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JContainer;
import org.openrewrite.java.tree.JRightPadded;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.Space;
import org.openrewrite.java.tree.TypeTree;
import org.openrewrite.marker.Markers;

/**
 * The factories of contexts of Spark 1 are functions. By their name, as later versions of Spark do
 * not have the type. Immutable.
 */
final class ContextFactories extends Recipe {
  private static final String STREAMS = "org.apache.spark.streaming.api.java.";
  private static final String FACTORY = "JavaStreamingContextFactory";
  private static final String CONTEXT = "JavaStreamingContext";
  private static final String FUNCTION = "dev.sluice.function.Function0";

  @Override
  public String getDisplayName() {
    return "Make factories of contexts functions";
  }

  @Override
  public String getDescription() {
    return "JavaStreamingContextFactory becomes Function0<JavaStreamingContext>.";
  }

  @Override
  public TreeVisitor<?, ExecutionContext> getVisitor() {
    return new Visitor();
  }

  private static final class Visitor extends JavaIsoVisitor<ExecutionContext> {
    @Override
    public J.CompilationUnit visitCompilationUnit(
        J.CompilationUnit file, ExecutionContext context) {
      boolean imports =
          file.getImports().stream().anyMatch(each -> each.getTypeName().equals(STREAMS + FACTORY));
      if (!imports) {
        return file;
      }
      J.CompilationUnit visited = super.visitCompilationUnit(file, context);
      maybeAddImport(FUNCTION, null, false);
      return visited.withImports(
          visited.getImports().stream()
              .filter(each -> !each.getTypeName().equals(STREAMS + FACTORY))
              .toList());
    }

    @Override
    public J.VariableDeclarations visitVariableDeclarations(
        J.VariableDeclarations variables, ExecutionContext context) {
      J.VariableDeclarations visited = super.visitVariableDeclarations(variables, context);
      return isFactory(visited.getTypeExpression())
          ? visited.withTypeExpression(function(visited.getTypeExpression()))
          : visited;
    }

    @Override
    public J.NewClass visitNewClass(J.NewClass created, ExecutionContext context) {
      J.NewClass visited = super.visitNewClass(created, context);
      J.Block body = visited.getBody();
      if (body == null || !isFactory(visited.getClazz())) {
        return visited;
      }
      return visited
          .withClazz(function(visited.getClazz()))
          .withBody(
              body.withStatements(
                  body.getStatements().stream()
                      .map(
                          member ->
                              member instanceof J.MethodDeclaration method
                                      && method.getSimpleName().equals("create")
                                  ? method.withName(method.getName().withSimpleName("call"))
                                  : member)
                      .toList()));
    }

    private static boolean isFactory(@Nullable TypeTree type) {
      return type instanceof J.Identifier name && name.getSimpleName().equals(FACTORY);
    }

    private static @Nullable TypeTree function(@Nullable TypeTree factory) {
      if (factory == null) {
        return null;
      }
      JavaType.FullyQualified type = JavaType.ShallowClass.build(FUNCTION);
      J.Identifier clazz = name("Function0", type);
      J.Identifier made = name(CONTEXT, JavaType.ShallowClass.build(STREAMS + CONTEXT));
      return new J.ParameterizedType(
          Tree.randomId(),
          factory.getPrefix(),
          Markers.EMPTY,
          clazz,
          JContainer.build(List.of(JRightPadded.build(made))),
          type);
    }

    private static J.Identifier name(String name, JavaType type) {
      return new J.Identifier(
          Tree.randomId(), Space.EMPTY, Markers.EMPTY, List.of(), name, type, null);
    }
  }
}
