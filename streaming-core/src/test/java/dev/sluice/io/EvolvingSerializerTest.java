package dev.sluice.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.function.Tuple2;
import dev.sluice.io.EvolvingSamples.Address;
import dev.sluice.io.EvolvingSamples.Country;
import dev.sluice.io.EvolvingSamples.Customer;
import dev.sluice.io.EvolvingSamples.CustomerWithAddress;
import dev.sluice.io.EvolvingSamples.CustomerWithoutAddress;
import dev.sluice.io.EvolvingSamples.Node;
import dev.sluice.io.EvolvingSamples.NodeLater;
import dev.sluice.io.EvolvingSamples.Order;
import dev.sluice.io.EvolvingSamples.OrderAsClass;
import dev.sluice.io.EvolvingSamples.OrderBoxed;
import dev.sluice.io.EvolvingSamples.OrderGrown;
import dev.sluice.io.EvolvingSamples.OrderOfText;
import dev.sluice.io.EvolvingSamples.OrderReordered;
import dev.sluice.io.EvolvingSamples.OrderShrunk;
import dev.sluice.io.EvolvingSamples.OrderThatChecks;
import dev.sluice.io.EvolvingSamples.OrderWider;
import dev.sluice.io.EvolvingSamples.Size;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A class that was renamed stands for one that was changed. */
class EvolvingSerializerTest {

  private static final Order ORDER = new Order("a", 3, Size.LARGE);

  private final Serializer serializer = KryoSerializer.evolving(ClassNames.unrestricted());

  private static String renaming(Class<?> before, Class<?> after) {
    return before.getName() + "=" + after.getName();
  }

  private static Serializer after(String renamings) {
    return KryoSerializer.evolving(ClassNames.unrestricted().renaming(renamings));
  }

  private <T> T evolve(Object before, Class<T> after) {
    return after.cast(
        after(renaming(before.getClass(), after)).read(ByteBuffer.wrap(serializer.write(before))));
  }

  @ParameterizedTest
  @MethodSource("dev.sluice.io.KryoTypesTest#values")
  void a_value_comes_back_equal(Object value) {
    Object back = serializer.read(ByteBuffer.wrap(serializer.write(value)));

    assertThat(back).isEqualTo(value);
  }

  @Test
  void blocks_come_back_with_all_kinds_of_fields() {
    ByteBuffer block = serializer.serialize(EvolvingSamples.GOLDEN);

    List<Object> back = new ArrayList<>();
    serializer.deserialize(block).forEachRemaining(back::add);

    assertThat(back).isEqualTo(EvolvingSamples.GOLDEN);
  }

  @Test
  void names_of_fields_are_written_once_a_block() {
    int one = serializer.serialize(List.of(ORDER)).remaining();
    int many = serializer.serialize(Collections.nCopies(100, ORDER)).remaining();

    assertThat((many - one) / 99).isLessThan(20);
  }

  @Test
  void fields_may_be_reordered() {
    assertThat(evolve(ORDER, OrderReordered.class))
        .isEqualTo(new OrderReordered(Size.LARGE, "a", 3));
  }

  @Test
  void fields_that_were_added_are_null_zero_or_false() {
    assertThat(evolve(ORDER, OrderGrown.class))
        .isEqualTo(new OrderGrown("a", false, 3, Size.LARGE, 0, null, null));
  }

  @Test
  void fields_may_be_removed() {
    assertThat(evolve(ORDER, OrderShrunk.class)).isEqualTo(new OrderShrunk("a"));
  }

  @Test
  void a_number_may_become_a_wider_one() {
    assertThat(evolve(ORDER, OrderWider.class)).isEqualTo(new OrderWider("a", 3, Size.LARGE));
    assertThat(evolve(ORDER, OrderBoxed.class)).isEqualTo(new OrderBoxed("a", 3L, Size.LARGE));
    assertThat(evolve(new OrderBoxed("a", null, null), OrderWider.class))
        .isEqualTo(new OrderWider("a", 0, null));
  }

  @Test
  void another_change_of_a_fields_type_is_an_error_that_names_class_and_field() {
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> evolve(ORDER, OrderOfText.class))
        .withMessage(
            "Cannot deserialize record 0 of a block: the type of field count of "
                + OrderOfText.class.getName()
                + " changed, found a java.lang.Integer, expected a java.lang.String");
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> evolve(new OrderWider("a", 3, null), Order.class))
        .withMessageContaining("found a java.lang.Long, expected a int");
  }

  @Test
  void a_record_may_become_a_class_whose_constructor_gives_it_its_new_fields() {
    OrderAsClass after = evolve(ORDER, OrderAsClass.class);

    assertThat(after.item).isEqualTo("a");
    assertThat(after.count).isEqualTo(3);
    assertThat(after.size).isSameAs(Size.LARGE);
    assertThat(after.note).isEqualTo("none yet");
    assertThat(evolve(after, Order.class)).isEqualTo(ORDER);
  }

  @Test
  void what_a_records_constructor_says_is_not_repeated() {
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> evolve(new Order("secret", 3, null), OrderThatChecks.class))
        .withMessageContaining("refuses the components, found java.lang.IllegalStateException")
        .withMessageNotContaining("secret");
  }

  @Test
  void objects_keep_hidden_fields_and_cycles() {
    Node one = new Node(1, "one");
    one.next(new Node(2, "two").next(one, null), "there");

    Node back = serializer.read(ByteBuffer.wrap(serializer.write(one)));

    assertThat(back).hasToString("1onenullthere2");
    assertThat(back.baseId()).isEqualTo(-1);
  }

  @Test
  void references_survive_when_what_they_point_at_was_in_a_field_that_is_no_more() {
    Node shared = new Node(3, "shared");
    Node one = new Node(1, "one").next(shared, List.of(shared));

    NodeLater back = evolve(one, NodeLater.class);

    assertThat(back.id).isEqualTo(1);
    assertThat(back.baseId()).isEqualTo(-1);
    assertThat(back.next.id).isEqualTo(3);
    assertThat(back.added).isNull();
    assertThat(back.other).isNull();
  }

  @Test
  void objects_in_fields_that_are_no_more_may_be_of_classes_that_are_no_more() throws Exception {
    Address home = new Address("street", Country.HERE);
    Customer ann = new Customer(home, "ann", List.of(home, Country.THERE), Country.HERE, home);
    ByteBuffer block = serializer.serialize(List.of(ann, ann));
    String withoutAddress =
        renaming(Customer.class, CustomerWithoutAddress.class)
            + ","
            + renaming(Address.class, Address.class)
            + "Gone,"
            + renaming(Country.class, Country.class)
            + "Gone";

    List<Object> back = new ArrayList<>();
    after(withoutAddress).deserialize(block).forEachRemaining(back::add);

    assertThat(back).containsOnly(new CustomerWithoutAddress("ann")).hasSize(2);
  }

  @Test
  void a_class_that_is_no_more_is_an_error_where_an_object_is_needed() {
    Address home = new Address("street", Country.HERE);
    ByteBuffer block = serializer.serialize(List.of(new Tuple2<>("a", home)));
    ByteBuffer shared =
        serializer.serialize(List.of(new Customer(home, "ann", List.of(), null, home)));
    String gone = renaming(Address.class, Address.class) + "Gone";

    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> after(gone).read(block))
        .withMessageContaining(
            "Unable to find class: %sGone, formerly %s",
            Address.class.getName(), Address.class.getName());
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(
            () ->
                after(gone + "," + renaming(Customer.class, CustomerWithAddress.class))
                    .read(shared))
        .withMessageContaining("the type of field after of");
  }

  @Test
  void two_classes_cannot_become_one_in_a_block() {
    ByteBuffer block = serializer.serialize(List.of(new Tuple2<>(ORDER, new OrderShrunk("b"))));

    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> after(renaming(Order.class, OrderShrunk.class)).read(block))
        .withMessageContaining("two classes cannot become one");
  }

  @Test
  void arrays_of_final_classes_evolve_too() {
    ByteBuffer block =
        serializer.serialize(List.of(new Tuple2<>(ORDER, 1), new Order[] {ORDER, null, ORDER}));

    List<Object> back = new ArrayList<>();
    after(renaming(Order.class, OrderShrunk.class)).deserialize(block).forEachRemaining(back::add);

    assertThat(back.get(0)).isEqualTo(new Tuple2<>(new OrderShrunk("a"), 1));
    assertThat((OrderShrunk[]) back.get(1))
        .containsExactly(new OrderShrunk("a"), null, new OrderShrunk("a"));
  }

  @Test
  void a_class_may_not_become_an_enum() {
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> evolve(ORDER, Size.class))
        .withMessageContaining("are written in another way now, found form 1, expected 2");
  }
}
