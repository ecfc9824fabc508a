package dev.sluice.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.util.List;
import org.junit.jupiter.api.Test;

class TupleTest {

  @Test
  void a_pair_prints_its_values_in_brackets() {
    assertThat(new Tuple2<>("word", 3)).hasToString("(word,3)");
    assertThat(new Tuple2<>(null, null)).hasToString("(null,null)");
  }

  @Test
  void a_pair_can_be_swapped() {
    assertThat(new Tuple2<>("word", 3).swap()).isEqualTo(new Tuple2<>(3, "word"));
  }

  @Test
  void pairs_are_equal_when_their_values_are() {
    assertThat(new Tuple2<>("word", null)).isEqualTo(new Tuple2<>("word", null));
    assertThat(new Tuple2<>("word", 3)).isNotEqualTo(new Tuple2<>("word", 4));
  }

  @Test
  void a_triple_prints_its_values_in_brackets() {
    assertThat(new Tuple3<>("a", 1, null)).hasToString("(a,1,null)");
  }

  @Test
  void lambdas_serve_as_functions_of_every_shape() throws Exception {
    Function0<Integer> none = () -> 1;
    Function<String, Integer> length = String::length;
    Function2<Integer, Integer, Integer> sum = Integer::sum;
    Function3<Integer, Integer, Integer, Integer> sum3 = (a, b, c) -> a + b + c;
    Function4<Integer, Integer, Integer, Integer, Integer> sum4 = (a, b, c, d) -> a + b + c + d;
    FlatMapFunction<String, String> words = line -> List.of(line.split(" "));
    FlatMapFunction2<String, String, String> both = List::of;
    PairFunction<String, String, Integer> pair = word -> new Tuple2<>(word, 1);
    PairFlatMapFunction<String, String, Integer> pairs = word -> List.of(new Tuple2<>(word, 1));
    StringBuilder seen = new StringBuilder();
    VoidFunction<String> see = seen::append;
    VoidFunction2<String, Integer> seeTwo = (a, b) -> seen.append(a).append(b);

    see.call("x");
    seeTwo.call("y", 2);

    assertThat(seen).hasToString("xy2");
    assertThat(none.call()).isEqualTo(1);
    assertThat(length.call("four")).isEqualTo(4);
    assertThat(sum.call(1, 2)).isEqualTo(3);
    assertThat(sum3.call(1, 2, 3)).isEqualTo(6);
    assertThat(sum4.call(1, 2, 3, 4)).isEqualTo(10);
    assertThat(words.call("a b")).containsExactly("a", "b");
    assertThat(both.call("a", "b")).containsExactly("a", "b");
    assertThat(pair.call("a")).isEqualTo(new Tuple2<>("a", 1));
    assertThat(pairs.call("a")).containsExactly(new Tuple2<>("a", 1));
    assertThat(length).isInstanceOf(Serializable.class);
  }
}
