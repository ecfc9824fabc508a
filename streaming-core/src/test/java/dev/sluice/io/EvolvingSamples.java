package dev.sluice.io;

import dev.sluice.function.Tuple2;
import java.util.Arrays;
import java.util.List;

/** Classes before and after a program changed; the names say which class follows which. */
final class EvolvingSamples {

  /** A field of each kind. */
  static final Everything EVERYTHING =
      new Everything(
          true,
          (byte) -2,
          (short) 300,
          'ü',
          -70_000,
          1L << 40,
          0.5f,
          -0.25,
          "text",
          List.of(1, "x"));

  /** What the committed sample of the format holds. */
  static final List<Object> GOLDEN =
      Arrays.asList(
          EVERYTHING,
          new Tuple2<>("key", new Order("a", 1, Size.LARGE)),
          null,
          new Order(null, -1, null),
          new Cart("ann", new Order("b", 2, Size.SMALL)),
          Size.SMALL);

  private EvolvingSamples() {}

  enum Size {
    SMALL,
    LARGE {
      @Override
      int factor() {
        return 2;
      }
    };

    int factor() {
      return 1;
    }
  }

  record Everything(
      boolean flag,
      byte tiny,
      short small,
      char letter,
      int whole,
      long large,
      float rough,
      double fine,
      String text,
      Object any) {}

  record Order(String item, int count, Size size) {}

  record OrderReordered(Size size, String item, int count) {}

  record OrderGrown(
      String item, boolean paid, int count, Size size, long cents, String note, Integer rebate) {}

  record OrderShrunk(String item) {}

  record OrderWider(String item, long count, Size size) {}

  record OrderBoxed(String item, Long count, Size size) {}

  record OrderOfText(String item, String count, Size size) {}

  record OrderThatChecks(String item, int count, Size size) {
    OrderThatChecks {
      if (count < 10) {
        throw new IllegalStateException("too few of " + item);
      }
    }
  }

  /** A record that became a class. */
  static final class OrderAsClass {
    String item;
    int count;
    Size size;
    String note = "none yet";
  }

  /** A class with an array whose elements are all of one class. */
  static final class Cart {
    private final String owner;
    private final Order[] orders;

    Cart(String owner, Order... orders) {
      this.owner = owner;
      this.orders = orders;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Cart cart
          && owner.equals(cart.owner)
          && Arrays.equals(orders, cart.orders);
    }

    @Override
    public int hashCode() {
      return owner.hashCode();
    }
  }

  /** The end of a chain of classes, with a field that hides one. */
  static class Base {
    private final int id;

    Base(int id) {
      this.id = id;
    }

    int baseId() {
      return id;
    }
  }

  /** A class without a no-argument constructor, in a graph with cycles. */
  static final class Node extends Base {
    private final int id;
    private final String label;
    private Node next;
    private Object dropped;
    private transient String cached = "cached";

    Node(int id, String label) {
      super(-id);
      this.id = id;
      this.label = label;
    }

    Node next(Node node, Object alsoThere) {
      next = node;
      dropped = alsoThere;
      return this;
    }

    @Override
    public String toString() {
      return id + label + cached + dropped + (next == null ? "" : next.id);
    }
  }

  /** What a node became. */
  static final class NodeLater extends Base {
    int id;
    NodeLater next;
    String added;
    NodeLater other;

    NodeLater(int id) {
      super(id);
    }
  }

  record Address(String street, Country country) {}

  enum Country {
    HERE,
    THERE
  }

  record Customer(
      Address before, String name, List<Object> others, Country country, Address after) {}

  record CustomerWithoutAddress(String name) {}

  record CustomerWithAddress(String name, Address after) {}
}
