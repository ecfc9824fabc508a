package dev.sluice.migration;

import java.util.ArrayList;
import java.util.List;
import org.openrewrite.java.tree.Comment;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.TextComment;
import org.openrewrite.marker.Markers;

/** Comments that say what to do by hand. */
final class ByHand {
  private ByHand() {}

  /** Puts a comment before an expression, unless it is there. */
  static <T extends J> T before(T tree, String what) {
    return before(tree, what, " ");
  }

  /** Puts a comment on a line of its own before a statement, unless it is there. */
  static <T extends J> T above(T tree, String what) {
    return before(tree, what, "\n");
  }

  private static <T extends J> T before(T tree, String what, String suffix) {
    String text = " By hand: " + what + " ";
    List<Comment> comments = new ArrayList<>(tree.getComments());
    boolean isThere =
        comments.stream()
            .anyMatch(each -> each instanceof TextComment said && said.getText().equals(text));
    if (isThere) {
      return tree;
    }
    comments.add(new TextComment(true, text, suffix, Markers.EMPTY));
    return tree.withComments(comments);
  }
}
