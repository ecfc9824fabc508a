package dev.sluice.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openrewrite.ExecutionContext;
import org.openrewrite.Recipe;
import org.openrewrite.Tree;
import org.openrewrite.TreeVisitor;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.MethodMatcher;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JContainer;
import org.openrewrite.java.tree.JRightPadded;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.NameTree;
import org.openrewrite.java.tree.Space;
import org.openrewrite.java.tree.TypeUtils;
import org.openrewrite.marker.Markers;

/**
 * Methods that wait for the end of a program declare {@link InterruptedException}, which Spark 1
 * did not. Immutable.
 */
final class InterruptedWaits extends Recipe {
  private static final String INTERRUPTED = "InterruptedException";
  private static final Set<String> ENOUGH = Set.of(INTERRUPTED, "Exception", "Throwable");
  private static final MethodMatcher WAIT =
      new MethodMatcher(
          "org.apache.spark.streaming.api.java.JavaStreamingContext awaitTermination*(..)");

  @Override
  public String getDisplayName() {
    return "Declare that waiting can be interrupted";
  }

  @Override
  public String getDescription() {
    return "Methods that call awaitTermination declare InterruptedException.";
  }

  @Override
  public TreeVisitor<?, ExecutionContext> getVisitor() {
    return new Visitor();
  }

  private static final class Visitor extends JavaIsoVisitor<ExecutionContext> {
    @Override
    public J.MethodDeclaration visitMethodDeclaration(
        J.MethodDeclaration method, ExecutionContext context) {
      J.MethodDeclaration visited = super.visitMethodDeclaration(method, context);
      List<NameTree> declared = visited.getThrows() == null ? List.of() : visited.getThrows();
      if (declared.stream().anyMatch(each -> ENOUGH.contains(name(each))) || !waits(visited)) {
        return visited;
      }
      List<JRightPadded<NameTree>> all = new ArrayList<>();
      JContainer<NameTree> before = visited.getPadding().getThrows();
      if (before != null) {
        all.addAll(before.getPadding().getElements());
      }
      all.add(JRightPadded.build(interrupted()));
      Space place = before == null ? Space.SINGLE_SPACE : before.getBefore();
      return visited.getPadding().withThrows(JContainer.build(place, all, Markers.EMPTY));
    }

    private static String name(NameTree declared) {
      return declared instanceof J.Identifier identifier ? identifier.getSimpleName() : "";
    }

    private static NameTree interrupted() {
      return new J.Identifier(
          Tree.randomId(),
          Space.SINGLE_SPACE,
          Markers.EMPTY,
          List.of(),
          INTERRUPTED,
          JavaType.ShallowClass.build("java.lang." + INTERRUPTED),
          null);
    }

    /** Whether it waits itself, outside of lambdas and inner classes, and nothing catches that. */
    private static boolean waits(J.MethodDeclaration method) {
      AtomicBoolean found = new AtomicBoolean();
      if (method.getBody() == null) {
        return false;
      }
      J unused =
          new JavaIsoVisitor<AtomicBoolean>() {
            @Override
            public J.MethodInvocation visitMethodInvocation(
                J.MethodInvocation call, AtomicBoolean waits) {
              if (WAIT.matches(call)) {
                waits.set(true);
              }
              return super.visitMethodInvocation(call, waits);
            }

            @Override
            public J.Try visitTry(J.Try tried, AtomicBoolean waits) {
              return catches(tried) ? tried : super.visitTry(tried, waits);
            }

            @Override
            public J.Lambda visitLambda(J.Lambda inner, AtomicBoolean waits) {
              return inner;
            }

            @Override
            public J.ClassDeclaration visitClassDeclaration(
                J.ClassDeclaration inner, AtomicBoolean waits) {
              return inner;
            }

            @Override
            public J.NewClass visitNewClass(J.NewClass inner, AtomicBoolean waits) {
              return inner.getBody() == null ? super.visitNewClass(inner, waits) : inner;
            }
          }.visitNonNull(method.getBody(), found);
      return found.get();
    }

    private static boolean catches(J.Try tried) {
      return tried.getCatches().stream()
          .anyMatch(
              each -> {
                JavaType caught = each.getParameter().getTree().getType();
                return ENOUGH.stream()
                    .anyMatch(name -> TypeUtils.isOfClassType(caught, "java.lang." + name));
              });
    }
  }
}
